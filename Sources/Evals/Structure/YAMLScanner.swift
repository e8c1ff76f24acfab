/// Follows the structure of one YAML document: which bytes are which node.
///
/// One pass, no recursion, no copy of any content. It accepts what libyaml accepts, but for a second
/// document in the text and collections as implicit keys. What is inside scalars is not looked at,
/// so that a text can be well-formed here and still have a broken escape.
struct YAMLScanner<Sink: YAMLSink> {
    /// Where a collection stands between its parts.
    enum Expectation {
        case item, afterItem
        case key, explicitKey, afterExplicitKey, value
        case afterKey, afterValue
    }

    struct Frame {
        var isSequence: Bool
        var isFlow: Bool
        /// The indentation; of a flow collection that of the block around it.
        var column: Int
        var expectation: Expectation
        /// The offset of the dash whose item is expected.
        var marker = 0
    }

    /// An anchor and a tag in front of a node.
    struct Properties {
        var start: Int
        var end: Int
        var lineStart: Int
        /// True where the node behind them may be a key on the same line.
        var allowsKey: Bool
        var anchor: Range<Int>?
        var tag: Range<Int>?
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    var sink: Sink
    var position = 0
    var lineStart = 0
    var frames: [Frame] = []
    var flowDepth = 0
    /// True where a key may begin: at the first token of a line, behind a dash.
    var allowsKey = true
    var hasRoot = false
    /// True when a `---`, `...` or a directive was there.
    var hasMarkers = false
    var hasStarted = false
    var hasEnded = false
    /// The byte after the last token that is no comment.
    var lastEnd = 0
    /// The indentation of the lines of the last block scalar; 0 when it has none.
    var literalDepth = 0
    /// Properties on an earlier line than `properties`.
    var outerProperties: Properties?
    var properties: Properties?

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = 10_000, sink: Sink) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        self.sink = sink
    }

    /// Reads to the end of the text.
    mutating func run() throws(YAMLFailure) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            position = 3
            lineStart = 3
        }
        while true {
            skipToToken()
            guard position < bytes.count else { break }
            if flowDepth > 0 { try flowToken() } else { try blockToken() }
        }
        guard flowDepth == 0 else { throw failure("a [ or { is never closed") }
        try unroll(to: -1)
        if properties != nil, !hasRoot { emitEmpty(.root, enclosing: -1) }
        guard properties == nil, outerProperties == nil else {
            throw failure("an anchor or tag stands before nothing")
        }
    }

    // MARK: - Characters

    func byte(at offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    func isBreak(_ offset: Int) -> Bool {
        let byte = bytes[offset]
        return byte == 0x0A || byte == 0x0D
    }

    /// True for a space, a tab, a line's end, or the end of the text.
    func isBlankOrEnd(_ offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        switch bytes[offset] {
        case 0x20, 0x09, 0x0A, 0x0D, 0: return true
        default: return false
        }
    }

    /// Steps over a line's end and remembers where the next line begins.
    mutating func passBreak() {
        let isPair = bytes[position] == 0x0D && byte(at: position + 1) == 0x0A
        position += isPair ? 2 : 1
        lineStart = position
    }

    /// Steps over white space, line ends and comments.
    private mutating func skipToToken() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20:
                position += 1
            case 0x09 where flowDepth > 0 || !allowsKey:
                position += 1
            case 0x0A, 0x0D:
                passBreak()
                if flowDepth == 0 { allowsKey = true }
            case UInt8(ascii: "#"):
                while position < bytes.count, !isBreak(position) { position += 1 }
            default:
                return
            }
        }
    }

    func failure(_ message: String, at offset: Int? = nil) -> YAMLFailure {
        YAMLFailure(offset: offset ?? position, message: message)
    }

    // MARK: - Nodes

    mutating func push(_ frame: Frame) throws(YAMLFailure) {
        guard frames.count < maximumDepth else {
            throw failure("nested deeper than \(maximumDepth) levels")
        }
        frames.append(frame)
    }

    /// Reports a node that takes the properties before it.
    mutating func emit(
        _ kind: YAMLNodeEvent.Kind, _ role: YAMLNodeEvent.Role, content: Int, end: Int,
        column: Int, enclosing: Int, marker: Int, isFlow: Bool = false, alias: Range<Int>? = nil
    ) {
        let own = properties
        properties = nil
        sink.begin(
            YAMLNodeEvent(
                kind: kind, role: role, isFlow: isFlow, start: own?.start ?? content,
                content: content, end: end, column: column, enclosing: enclosing, marker: marker,
                anchor: alias ?? own?.anchor, tag: own?.tag,
                literalDepth: kind == .literal ? literalDepth : 0))
    }

    /// Reports a node without content, behind its properties or the last token.
    mutating func emitEmpty(
        _ role: YAMLNodeEvent.Role, enclosing: Int, marker: Int = 0, isFlow: Bool = false
    ) {
        let place = properties?.end ?? lastEnd
        emit(
            .empty, role, content: place, end: place, column: 0, enclosing: enclosing,
            marker: marker, isFlow: isFlow)
    }

    /// Reads an anchor or a tag.
    mutating func property() throws(YAMLFailure) {
        if let earlier = properties, earlier.lineStart != lineStart, flowDepth == 0 {
            guard outerProperties == nil else {
                throw failure("too many anchors or tags before one value")
            }
            outerProperties = earlier
            properties = nil
        }
        let start = position
        var own =
            properties
            ?? Properties(start: start, end: start, lineStart: lineStart, allowsKey: allowsKey)
        if bytes[start] == UInt8(ascii: "&") {
            guard own.anchor == nil else { throw failure("a second anchor before one value") }
            own.anchor = try anchorName()
        } else {
            guard own.tag == nil else { throw failure("a second tag before one value") }
            try tag()
            own.tag = start..<position
        }
        own.end = position
        lastEnd = position
        properties = own
        allowsKey = false
    }

    /// Reads `&name` or `*name` and returns where the name stands.
    mutating func anchorName() throws(YAMLFailure) -> Range<Int> {
        let start = position + 1
        position = start
        while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
        guard position > start, isBlankOrEnd(position) || ends(anchorAt: position) else {
            throw failure("the name of an anchor is made of letters, digits, - and _", at: start)
        }
        return start..<position
    }

    private func ends(anchorAt offset: Int) -> Bool {
        "?:,]}%@`".utf8.contains(bytes[offset])
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }

    private mutating func tag() throws(YAMLFailure) {
        if byte(at: position + 1) == UInt8(ascii: "<") {
            while position < bytes.count, bytes[position] != UInt8(ascii: ">"), !isBreak(position) {
                position += 1
            }
            guard byte(at: position) == UInt8(ascii: ">") else { throw failure("a tag without >") }
            position += 1
        } else {
            while !isBlankOrEnd(position) {
                if flowDepth > 0, ",[]{}".utf8.contains(bytes[position]) { break }
                position += 1
            }
        }
    }
}
