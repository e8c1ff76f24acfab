/// A node of a YAML text: what it is and which bytes it takes.
struct YAMLNodeEvent {
    enum Kind {
        case mapping, sequence, plain, quoted, literal, alias
        /// No content at all, as behind `key:` at the end of a line.
        case empty
    }

    enum Role { case root, item, key, value }

    let kind: Kind
    let role: Role
    /// True for `[…]`, `{…}` and everything in them.
    let isFlow: Bool
    /// The first byte, an anchor or a tag included.
    let start: Int
    /// The first byte of the content.
    let content: Int
    /// The byte after the content; of a collection it comes with its end.
    let end: Int
    /// The column of the content, from 0; of a block collection its indentation.
    let column: Int
    /// The indentation of the block collection around it; -1 for none.
    let enclosing: Int
    /// The offset of the dash of an item of a block sequence.
    let marker: Int
    /// The name behind `&`, or behind `*` for an alias.
    let anchor: Range<Int>?
    /// The tag, with its `!`.
    let tag: Range<Int>?
    /// The indentation of the lines of a block scalar.
    let literalDepth: Int

    var isCollection: Bool { kind == .mapping || kind == .sequence }
}

/// Takes the nodes of a text in their order.
protocol YAMLSink {
    /// A node begins; for all but collections it also ends.
    mutating func begin(_ node: YAMLNodeEvent)
    /// The collection that began last and is open ends; `end` is the byte after its content.
    mutating func finish(end: Int)
}

/// Why the structure of a text cannot be followed, and where.
struct YAMLFailure: Error {
    let offset: Int
    let message: String
}
