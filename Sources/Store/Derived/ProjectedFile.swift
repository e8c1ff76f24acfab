/// One file of an interaction, as it is rendered.
public struct ProjectedFile: Hashable, Sendable {
    /// What a file holds.
    public enum Body: Hashable, Sendable {
        /// The bytes of a regular file.
        case bytes([UInt8])
        /// The target of a symbolic link.
        case link(String)
    }

    /// The path below the interaction's directory, names separated by `/`; directories follow from it.
    public var path: String
    /// What it holds.
    public var body: Body
    /// True when it is reached by name but not listed (and so is a directory of hidden files alone).
    public var isHidden: Bool

    /// Creates a file.
    public init(path: String, body: Body, isHidden: Bool = false) {
        self.path = path
        self.body = body
        self.isHidden = isHidden
    }
}
