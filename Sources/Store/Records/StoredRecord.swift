public import Traces

/// A raw record with its source.
public struct StoredRecord: Hashable, Sendable {
    /// The record.
    public var record: Record
    /// Where it came from; for a record that came from several places, the first that was stored.
    public var provenance: Provenance

    /// Creates a record with its source.
    public init(_ record: Record, _ provenance: Provenance) {
        self.record = record
        self.provenance = provenance
    }
}
