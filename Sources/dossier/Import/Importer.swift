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

    /// Reads the files of a selection, which are all there is, and shows what they changed.
    func run(_ selection: ImportSelection, progress: ProgressLine) throws -> ImportReport {
        var report = try read(selection, .finished, progress: progress)
        report.commit = try Projector(store, interpret: Interpretation.interaction(of:))
            .projectChanged { done, total in
                progress.show("writing pages: \(done) of \(total) interactions")
            }
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
                case .batch(var batch):
                    batch.arrival = arrival
                    report.add(try store.append(batch), of: batch)
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
                try item.format.decode(item.file) { decoded in
                    if let batch = builder.add(decoded) { try batches.put(.batch(batch)) }
                }
                if let batch = builder.finish() { try batches.put(.batch(batch)) }
                try batches.put(.finished(item))
            } catch is BatchQueue.Cancelled {
                return
            } catch {
                // What came before the failure is kept.
                let unreadable = ImportSelection.Unreadable(
                    path: item.file.path, reason: "\(error)")
                do {
                    if let batch = builder.finish() { try batches.put(.batch(batch)) }
                    try batches.put(.failed(unreadable))
                } catch {
                    return
                }
            }
        }
        batches.end()
    }
}
