public import Traces

/// Records of one file (or a stretch of it) that are stored together.
public struct RecordBatch: Hashable, Sendable {
    /// The account that the traces belong to.
    public var account: String
    /// The kind of the interactions; a trace keeps the kind that it was first given.
    public var kind: InteractionKind
    /// The file.
    public var source: ImportSource
    /// The records, in the order of the source.
    public var records: [StoredRecord]
    /// What could not be read.
    public var rejections: [RejectedRecord]
    /// How they came.
    public var arrival: Arrival
    /// Where the interactions of traces that are not there yet are to be listed, as far as that is
    /// known and free; empty by default.
    public var places: [TraceID: InteractionPlace] = [:]

    /// Creates a batch.
    public init(
        account: String, kind: InteractionKind, source: ImportSource,
        records: [StoredRecord] = [], rejections: [RejectedRecord] = [],
        arrival: Arrival = .finished
    ) {
        self.account = account
        self.kind = kind
        self.source = source
        self.records = records
        self.rejections = rejections
        self.arrival = arrival
    }
}
