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
        var report = try read(selection, .finished, progress: progress)
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
                switch step {
                case .batches(var batches):
                    for index in batches.indices { batches[index].arrival = arrival }
                    for summary in try store.append(batches) { report.add(summary) }
                case .finished(let item):
                    doneBytes += item.file.sizeBytes
                case .failed(let unreadable):
                    report.unreadable.append(unreadable)
                }
                let done = doneBytes * 100 / totalBytes
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
                try decode(item, into: &builder) { try batches.put(.batches($0)) }
                if let rest = builder.finish() { try batches.put(.batches(rest)) }
                try batches.put(.finished(item))
            } catch is BatchQueue.Cancelled {
                return
            } catch {
                // What came before the failure is kept.
                let unreadable = ImportSelection.Unreadable(
                    path: item.file.path, reason: "\(error)")
                do {
                    if let rest = builder.finish() { try batches.put(.batches(rest)) }
                    try batches.put(.failed(unreadable))
                } catch {
                    return
                }
            }
        }
        batches.end()
    }

    /// Decodes one file; a package says by itself what its records belong to.
    private func decode(
        _ item: ImportSelection.Item, into builder: inout BatchBuilder,
        put: ([RecordBatch]) throws -> Void
    ) throws {
        func add(_ decoded: Decoded) throws {
            if let full = builder.add(decoded) { try put(full) }
        }
        guard item.format == DossierPackage.self else {
            return try item.format.decode(item.file, into: add)
        }
        try DossierPackage.entries(
            of: item.file,
            into: { entry in
                if let full = builder.add(entry) { try put(full) }
            }, rejecting: { try add(.rejected($0)) })
    }
}
