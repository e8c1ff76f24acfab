/// The binding of a suite to a file outside the store.
public struct SuiteLink: Hashable, Sendable {
    /// The suite.
    public var suite: SuiteRow.ID
    /// The absolute path of the file, without links.
    public var path: String
    /// Where the cases stand in it, as text.
    public var casesPath: String
    /// What could not be carried over, a problem on each line; nil when everything was.
    public var problems: String?

    init(_ row: ResultRow) {
        suite = row.int(0)
        path = row.text(1)
        casesPath = row.text(2)
        problems = row.textOrNil(3)
    }
}

/// A case, or the definition of the suite, as file and suite last agreed on it.
public struct LinkedPart: Hashable, Sendable {
    /// The name of its file in the suite; empty for the definition.
    public var name: String
    /// The digest of its text in the linked file.
    public var linkedDigest: ContentDigest
    /// The digest of its file in the suite, which may differ in blank lines and the like.
    public var storedDigest: ContentDigest

    /// Creates a part.
    public init(name: String, linkedDigest: ContentDigest, storedDigest: ContentDigest) {
        self.name = name
        self.linkedDigest = linkedDigest
        self.storedDigest = storedDigest
    }
}
