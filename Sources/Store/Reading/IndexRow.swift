/// One row of an `index.tsv`.
public struct IndexRow: Hashable, Sendable {
    /// Where the interaction is listed.
    public var place: InteractionPlace
    /// The row behind the path: begins with a tab, ends with a newline.
    public var line: String
}
