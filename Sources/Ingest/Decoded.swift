public import Traces

/// What a format makes of one piece of a file.
public enum Decoded: Hashable, Sendable {
    /// A record, and where it stands.
    case record(Record, Provenance)
    /// A piece that is no record.
    case rejected(Rejection)
}
