/// A file's number: one revision of one file, the same in every mount of one store.
///
/// The number packs a row of the layout, the row id of its subject and the revision, so that there is
/// no table of numbers to keep.
public struct Inode: RawRepresentable, Hashable, Sendable {
    /// The 64-bit number; never zero.
    public let rawValue: UInt64

    /// Creates a number from its value, whether or not anything has it.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The root directory, which FUSE numbers 1.
    public static let root = Inode(rawValue: 1)

    /// True for a file that keeps its number while bytes are added at its end; all others never change.
    public var isGrowing: Bool {
        guard case .liveLog = Address(self) else { return false }
        return true
    }
}
