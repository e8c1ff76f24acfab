internal import Ingest
internal import Rendering
internal import Store
internal import Traces

/// Gathers what is decoded of a file into batches that are worth a transaction.
struct BatchBuilder {
    /// The records of a transaction at most; bounds memory and what an interruption can lose.
    private static let maximumRecords = 500
    /// The bytes of the file that a transaction stands for, at most.
    private static let maximumBytes = 8 << 20

    /// What the next record belongs to.
    private var empty: RecordBatch
    private var batches: [RecordBatch] = []
    private var count = 0
    private var bytes = 0
    private let fileBytes: Int
    /// True when a record's place is one in the file as it is on the disk.
    private let tellsPlaces: Bool

    /// How far into the file the records reach, in bytes; 0 while that is not known, as in a compressed
    /// file.
    private(set) var reachedBytes = 0

    /// Starts with no records.
    init(item: ImportSelection.Item, account: String, kind: InteractionKind) {
        fileBytes = item.file.sizeBytes
        tellsPlaces = !item.file.isCompressed && item.format != DossierPackage.self
        let source = ImportSource(
            path: item.file.path, format: item.format.name, sizeBytes: item.file.sizeBytes)
        empty = RecordBatch(account: account, kind: kind, source: source)
    }

    /// Adds what was decoded; gives the batches of a transaction when one is full.
    mutating func add(_ decoded: Decoded) -> [RecordBatch]? {
        if batches.isEmpty { batches = [empty] }
        let last = batches.count - 1
        switch decoded {
        case .record(let record, let provenance):
            batches[last].records.append(StoredRecord(record, provenance))
            bytes += provenance.lengthBytes
            reach(provenance)
        case .rejected(let rejection):
            batches[last].rejections.append(
                RejectedRecord(
                    provenance: rejection.provenance, reason: rejection.reason,
                    bytes: rejection.bytes))
            bytes += rejection.bytes.count
            reach(rejection.provenance)
        }
        count += 1
        return count >= Self.maximumRecords || bytes >= Self.maximumBytes ? finish() : nil
    }

    /// Adds a record of a package, which says itself what it belongs to.
    mutating func add(_ entry: PackageEntry) -> [RecordBatch]? {
        let batch = RecordBatch(
            account: entry.account, kind: entry.kind,
            source: ImportSource(
                path: entry.provenance.file, format: entry.provenance.format,
                sizeBytes: entry.fileBytes))
        if batch != empty || batches.isEmpty {
            empty = batch
            batches.append(batch)
        }
        switch entry.content {
        case .record(let record):
            if let place = Self.place(entry.place) {
                batches[batches.count - 1].places[record.traceID] = place
            }
            return add(.record(record, entry.provenance))
        case .rejected(let reason, let bytes):
            return add(
                .rejected(
                    Rejection(provenance: entry.provenance, reason: reason, bytes: bytes)))
        }
    }

    /// Formats may give records that stand behind others first, and those of files beside their own.
    private mutating func reach(_ place: Provenance) {
        guard tellsPlaces, place.file == empty.source.path else { return }
        reachedBytes = min(fileBytes, max(reachedBytes, place.offsetBytes))
    }

    /// The rest; nil when there is none.
    mutating func finish() -> [RecordBatch]? {
        defer {
            batches = []
            count = 0
            bytes = 0
        }
        return batches.isEmpty ? nil : batches
    }

    /// A place whose name is one that a store would give.
    private static func place(_ path: String?) -> InteractionPlace? {
        let parts = path?.split(separator: "/", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, let day = Day(text: parts[0]) else { return nil }
        let name = String(parts[1])
        guard SafeName.component(name).utf8.elementsEqual(name.utf8) else { return nil }
        return InteractionPlace(day: day, name: name)
    }
}
