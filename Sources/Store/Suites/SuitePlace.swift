/// A name in a directory of a suite.
public struct SuitePlace: Hashable, Sendable {
    /// The suite.
    public var suite: SuiteRow.ID
    /// The directory.
    public var directory: SuiteDirectory
    /// The name; at most 255 bytes, no slash.
    public var name: String

    /// Creates a place.
    public init(suite: SuiteRow.ID, directory: SuiteDirectory, name: String) {
        self.suite = suite
        self.directory = directory
        self.name = name
    }

    /// Whether two names are the same bytes: `String` would take two spellings of one text for equal.
    public static func == (left: SuitePlace, right: SuitePlace) -> Bool {
        left.suite == right.suite && left.directory == right.directory
            && left.name.utf8.elementsEqual(right.name.utf8)
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(suite)
        hasher.combine(directory)
        hasher.combine(Array(name.utf8))
    }

    var bindings: [Binding] { [.int(suite), .int(directory.rawValue), .text(name)] }
}
