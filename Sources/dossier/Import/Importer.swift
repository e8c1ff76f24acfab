internal import Dispatch
internal import Ingest
internal import Store
internal import Synchronization
internal import Traces
internal import Tree

/// Reads files into the store, and projects what they changed.
///
/// One thread decodes while another stores: both are bounded by a core, and a batch that was stored stays
/// stored, whatever happens to the rest.
struct Importer {
    /// The store.
    let store: Store
    /// The account of the traces.
    let account: String
    /// The kind of their interactions.
    let kind: InteractionKind
    /// True to render every interaction again, and not only those that changed.
    var rendersAll = false

    /// Reads the files of a selection, which are all there is, and shows what they changed.
    func run(_ selection: ImportSelection, progress: ProgressLine) throws -> ImportReport {
        // Who keeps a mount up to date leaves to it what it imports.
        let attendance = try Attendance(store)
        try attendance.announce(.importing)
        defer { withExtendedLifetime(attendance) {} }
        var report = try read(selection, .finished, progress: progress)
        for package in selection.packages {
            report.add(try PackageSuites(of: package).take(into: store, progress: progress))
        }
        let projector = Projector(store, interpret: Interpretation.interaction(of:))
        func show(done: Int, total: Int) {
            progress.show("writing pages: \(done) of \(total) interactions")
        }
        report.commit =
            try rendersAll
            ? projector.rebuild(progress: show) : projector.projectChanged(progress: show)
        return report
    }

    /// Reads the files of a selection, and leaves it to others to show them.
    func read(
        _ selection: ImportSelection, _ arrival: Arrival, progress: ProgressLine
    ) throws -> ImportReport {
        var report = ImportReport(selection)
        let batches = BatchQueue()
        let decoder = DispatchQueue(label: "dossier.import.decode")
        decoder.async { decode(selection.items, into: batches) }
        var doneBytes = 0
        let totalBytes = max(1, selection.sizeBytes)
        do {
            while let step = batches.next() {
                var reachedBytes = 0
                switch step {
                case .batches(var batches, let place):
                    for index in batches.indices { batches[index].arrival = arrival }
                    for summary in try store.append(batches) { report.add(summary) }
                    reachedBytes = place
                case .finished(let item):
                    doneBytes += item.file.sizeBytes
                case .failed(let item, let reason):
                    doneBytes += item.file.sizeBytes
                    report.unreadable.append(
                        ImportSelection.Unreadable(path: item.file.path, reason: reason))
                }
                let done = (doneBytes + reachedBytes) * 100 / totalBytes
                progress.show(
                    "importing: \(done) % of \(totalBytes >> 20) MB, \(report.spans) spans")
            }
        } catch {
            batches.cancel()
            throw error
        }
        return report
    }

    private func decode(_ items: [ImportSelection.Item], into batches: BatchQueue) {
        for item in items {
            var builder = BatchBuilder(item: item, account: account, kind: kind)
            do {
                try decode(item, into: &builder) { try batches.put(.batches($0, upTo: $1)) }
                try putRest(of: &builder, into: batches)
                try batches.put(.finished(item))
            } catch is BatchQueue.Cancelled {
                return
            } catch {
                // What came before the failure is kept.
                do {
                    try putRest(of: &builder, into: batches)
                    try batches.put(.failed(item, reason: "\(error)"))
                } catch {
                    return
                }
            }
        }
        batches.end()
    }

    private func putRest(of builder: inout BatchBuilder, into batches: BatchQueue) throws {
        guard let rest = builder.finish() else { return }
        try batches.put(.batches(rest, upTo: builder.reachedBytes))
    }

    /// Decodes one file; a package says by itself what its records belong to.
    private func decode(
        _ item: ImportSelection.Item, into builder: inout BatchBuilder,
        put: ([RecordBatch], Int) throws -> Void
    ) throws {
        func add(_ decoded: Decoded) throws {
            if let full = builder.add(decoded) { try put(full, builder.reachedBytes) }
        }
        guard item.format == DossierPackage.self else {
            return try item.format.decode(item.file, into: add)
        }
        try DossierPackage.entries(
            of: item.file,
            into: { entry in
                if let full = builder.add(entry) { try put(full, builder.reachedBytes) }
            }, rejecting: { try add(.rejected($0)) })
    }
}
