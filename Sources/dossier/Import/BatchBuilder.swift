internal import Ingest
internal import Store
internal import Traces

/// Gathers what is decoded of a file into batches that are worth a transaction.
struct BatchBuilder {
    /// The records of a batch at most; bounds memory and what an interruption can lose.
    private static let maximumRecords = 500
    /// The bytes of the file that a batch stands for, at most.
    private static let maximumBytes = 8 << 20

    private let empty: RecordBatch
    private var batch: RecordBatch
    private var bytes = 0

    /// Starts with no records.
    init(item: ImportSelection.Item, account: String, kind: InteractionKind) {
        let source = ImportSource(
            path: item.file.path, format: item.format.name, sizeBytes: item.file.sizeBytes)
        empty = RecordBatch(account: account, kind: kind, source: source)
        batch = empty
    }

    /// Adds what was decoded; gives a batch when one is full.
    mutating func add(_ decoded: Decoded) -> RecordBatch? {
        switch decoded {
        case .record(let record, let provenance):
            batch.records.append(StoredRecord(record, provenance))
            bytes += provenance.lengthBytes
        case .rejected(let rejection):
            batch.rejections.append(
                RejectedRecord(
                    provenance: rejection.provenance, reason: rejection.reason,
                    bytes: rejection.bytes))
            bytes += rejection.bytes.count
        }
        let count = batch.records.count + batch.rejections.count
        return count >= Self.maximumRecords || bytes >= Self.maximumBytes ? finish() : nil
    }

    /// The rest; nil when there is none.
    mutating func finish() -> RecordBatch? {
        defer {
            batch = empty
            bytes = 0
        }
        return batch.records.isEmpty && batch.rejections.isEmpty ? nil : batch
    }
}
