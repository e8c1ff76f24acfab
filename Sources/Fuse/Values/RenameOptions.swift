/// What a rename must or must not do, as of renameat2(2).
public struct RenameOptions: OptionSet, Hashable, Sendable {
    /// The bits as the kernel sends them.
    public let rawValue: UInt32

    /// Options of these bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Fails if the new name exists.
    public static let keepsExisting = RenameOptions(rawValue: 1)
    /// Both names must exist, and change places.
    public static let exchanges = RenameOptions(rawValue: 2)
}
