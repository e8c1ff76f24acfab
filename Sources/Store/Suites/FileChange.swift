/// A change of a suite, for whoever remembers what it showed.
public struct FileChange: Hashable, Sendable, Identifiable {
    /// The number of a change; it grows with every change.
    public typealias ID = Int64

    /// The number.
    public var id: ID
    /// The suite.
    public var suite: SuiteRow.ID
    /// The file whose content changed; nil when it was names.
    public var file: SuiteFileRow.ID?
    /// Whether it was made through the same open store that is asked.
    public var isOwn: Bool
}
