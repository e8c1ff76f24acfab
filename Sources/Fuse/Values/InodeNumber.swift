/// The number of an inode: what the kernel calls a node by.
public struct InodeNumber: RawRepresentable, Hashable, Sendable {
    /// The number itself; 0 means "no inode" to the kernel and is never the number of a node.
    public let rawValue: UInt64

    /// Wraps a number.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Wraps a number.
    public init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The root directory of every mount.
    public static let root = InodeNumber(1)
}
