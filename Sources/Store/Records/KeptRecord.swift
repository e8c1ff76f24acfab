/// A raw record as it is kept, whether another one of its identity wins or not.
public struct KeptRecord: Hashable, Sendable {
    /// The record, with where it came from.
    public var stored: StoredRecord
    /// The size of the file that it came from, in bytes, as far as that was ever read.
    public var fileBytes: Int
}

/// Rejected input as it is kept.
public struct KeptRejection: Hashable, Sendable {
    /// The input, with where it came from.
    public var rejected: RejectedRecord
    /// The account.
    public var account: String
    /// The size of the file that it came from, in bytes, as far as that was ever read.
    public var fileBytes: Int
}
