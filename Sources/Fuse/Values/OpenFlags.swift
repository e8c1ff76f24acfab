internal import CFuse

/// The flags with which a file is opened, as of open(2).
public struct OpenFlags: OptionSet, Hashable, Sendable {
    /// The bits as the kernel sends them.
    public let rawValue: Int32

    /// Flags of these bits.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Every write goes to the end.
    public static let append = OpenFlags(rawValue: O_APPEND)
    /// The file is emptied.
    public static let truncate = OpenFlags(rawValue: O_TRUNC)
    /// The file must not exist.
    public static let exclusive = OpenFlags(rawValue: O_EXCL)

    /// Whether the file may be written through this opening.
    public var allowsWriting: Bool { rawValue & O_ACCMODE != O_RDONLY }
    /// Whether the file may be read through this opening.
    public var allowsReading: Bool { rawValue & O_ACCMODE != O_WRONLY }
}
