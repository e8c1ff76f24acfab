/// What setting an extended attribute must find, as of setxattr(2).
public struct ExtendedAttributeOptions: OptionSet, Hashable, Sendable {
    /// The bits as the kernel sends them.
    public let rawValue: Int32

    /// Options of these bits.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Fails if the attribute exists.
    public static let creates = ExtendedAttributeOptions(rawValue: 1)
    /// Fails if the attribute does not exist.
    public static let replaces = ExtendedAttributeOptions(rawValue: 2)
}
