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

/// A change of a suite that brings it to what its linked file says.
public struct LinkedChange: Sendable {
    /// What is done.
    public enum Action: Sendable {
        /// The bytes take the name.
        case put([UInt8])
        /// The bytes are kept beside the name, as another version of it.
        case keepBeside([UInt8])
        /// The name goes.
        case remove
    }

    /// The file.
    public var place: SuitePlace
    /// The version of the file that was looked at; nil when there was none.
    public var version: FileChange.ID?
    /// What is done.
    public var action: Action

    /// Creates a change.
    public init(_ place: SuitePlace, version: FileChange.ID?, _ action: Action) {
        self.place = place
        self.version = version
        self.action = action
    }
}
