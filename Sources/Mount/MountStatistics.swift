public import Fuse

/// What a mount has done since it began.
public struct MountStatistics: Sendable, CustomStringConvertible {
    /// The requests that the kernel sent.
    public let requests: RequestCounts
    /// How many files were pushed into the page cache unasked.
    public let pushedFiles: Int
    /// The bytes of the pushed files.
    public let pushedBytes: Int

    /// One line: the requests of each kind, their total, and what was pushed.
    public var description: String {
        "\(requests) pushed-files=\(pushedFiles) pushed-bytes=\(pushedBytes)"
    }
}
