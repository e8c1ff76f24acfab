/// One file of an interaction's directory.
public struct RenderedFile: Hashable, Sendable {
    /// What a file holds.
    public enum Body: Hashable, Sendable {
        /// Content.
        case bytes([UInt8])
        /// The target of a symbolic link, relative to the file's directory.
        case link(String)
    }

    /// The path relative to the interaction's directory; every component is safe as a file name.
    public var path: String
    /// What the file holds.
    public var body: Body
    /// True for a file that is reachable by its name and not listed.
    public var isHidden: Bool

    /// Creates a file.
    public init(path: String, body: Body, isHidden: Bool = false) {
        self.path = path
        self.body = body
        self.isHidden = isHidden
    }
}
