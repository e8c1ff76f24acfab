/// A case as it stands in the file of its suite.
public struct CaseSlot: Hashable, Sendable {
    /// Its place in the list, from 0.
    public let index: Int
    /// Its name: the value of `name`, or else of `description` or `id`, or the key of an entry.
    public let name: String?
    /// The line on which it begins, comments that belong to it included, from 1.
    public let line: Int
    /// The bytes that belong to it: whole lines, comments above it included, blank lines around it not.
    public let byteRange: Range<Int>
}
