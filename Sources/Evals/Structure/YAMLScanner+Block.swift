/// Tokens outside of brackets, where indentation says what belongs together.
extension YAMLScanner {
    mutating func blockToken() throws(YAMLFailure) {
        let column = position - lineStart
        if column == 0, try documentMarker() { return }
        guard !hasEnded else { throw failure("something stands after the end of the document") }
        try unroll(to: column)
        let next = bytes[position]
        let isIndicator = isBlankOrEnd(position + 1)
        if isIndicator, next == UInt8(ascii: "-") { return try dash(column) }
        try leaveIndentless(column)
        switch next {
        case UInt8(ascii: "?") where isIndicator: try questionMark(column)
        case UInt8(ascii: ":") where isIndicator: try colon(column)
        case UInt8(ascii: "&"), UInt8(ascii: "!"): try property()
        case UInt8(ascii: "["), UInt8(ascii: "{"): try openFlowInBlock()
        case UInt8(ascii: "|"), UInt8(ascii: ">"): try blockScalarNode()
        case UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "\""): try inlineNode()
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "%"),
            UInt8(ascii: "@"), UInt8(ascii: "`"):
            throw failure("a value cannot begin with \(Character(Unicode.Scalar(next)))")
        case 0x09: throw failure("a tab stands where spaces are needed")
        default: try inlineNode()
        }
    }

    /// Closes the collections that are indented further than a column.
    mutating func unroll(to column: Int) throws(YAMLFailure) {
        while let top = frames.last, top.column > column { try closeBlock() }
    }

    /// A sequence may stand at the column of the key that it belongs to; the next key ends it.
    private mutating func leaveIndentless(_ column: Int) throws(YAMLFailure) {
        guard let top = frames.last, top.isSequence, top.column == column else { return }
        guard frames.count > 1, !frames[frames.count - 2].isSequence,
            frames[frames.count - 2].column == column
        else { throw failure("a dash is missing before this item") }
        try closeBlock()
    }

    private mutating func closeBlock() throws(YAMLFailure) {
        flush()
        guard properties == nil, outerProperties == nil else {
            throw failure("an anchor or tag stands before nothing", at: properties?.start)
        }
        sink.finish(end: lastEnd)
        frames.removeLast()
    }

    /// Reports what was announced and is not there.
    private mutating func flush() {
        guard let index = frames.indices.last else { return }
        if let outer = outerProperties, properties == nil {
            properties = outer
            outerProperties = nil
        }
        let frame = frames[index]
        switch frame.expectation {
        case .item:
            emitEmpty(.item, enclosing: frame.column, marker: frame.marker)
            frames[index].expectation = .afterItem
        case .value, .afterExplicitKey:
            emitEmpty(.value, enclosing: frame.column)
            frames[index].expectation = .key
        case .explicitKey:
            emitEmpty(.key, enclosing: frame.column)
            emitEmpty(.value, enclosing: frame.column)
            frames[index].expectation = .key
        case .key, .afterItem, .afterKey, .afterValue:
            break
        }
    }

    // MARK: - Indicators

    private mutating func dash(_ column: Int) throws(YAMLFailure) {
        guard allowsKey else { throw failure("a list cannot begin here") }
        if let top = frames.last, top.isSequence, top.column == column {
            flush()
        } else {
            let isIndentless =
                frames.last.map {
                    !$0.isSequence && $0.column == column && $0.expectation == .value
                }
                ?? false
            let slot = try takeSlot(column: isIndentless ? column + 1 : column)
            emit(
                .sequence, slot.role, content: position, end: position, column: column,
                enclosing: slot.enclosing, marker: slot.marker)
            try push(Frame(isSequence: true, isFlow: false, column: column, expectation: .item))
        }
        frames[frames.count - 1].expectation = .item
        frames[frames.count - 1].marker = position
        pass(indicatorAllowingKey: true)
    }

    private mutating func questionMark(_ column: Int) throws(YAMLFailure) {
        guard allowsKey else { throw failure("a key cannot begin here") }
        try enterMapping(column)
        frames[frames.count - 1].expectation = .explicitKey
        pass(indicatorAllowingKey: true)
    }

    private mutating func colon(_ column: Int) throws(YAMLFailure) {
        guard let top = frames.last, !top.isSequence, top.column == column,
            top.expectation == .afterExplicitKey || top.expectation == .explicitKey
        else { throw failure("a colon stands where no value is expected; quote the text") }
        if top.expectation == .explicitKey { emitEmpty(.key, enclosing: top.column) }
        frames[frames.count - 1].expectation = .value
        pass(indicatorAllowingKey: true)
    }

    private mutating func pass(indicatorAllowingKey allows: Bool) {
        position += 1
        lastEnd = position
        allowsKey = allows
    }

    /// Makes the mapping of a column the innermost collection, opening it where it begins.
    private mutating func enterMapping(_ column: Int) throws(YAMLFailure) {
        if let top = frames.last, !top.isSequence, top.column == column {
            let own = properties
            if let own, own.lineStart == lineStart { properties = nil }
            flush()
            if let own, own.lineStart == lineStart { properties = own }
            return
        }
        // What stands on the line of the key belongs to the key, what stands above to the mapping.
        let own = properties?.lineStart == lineStart ? properties : nil
        guard own != nil || outerProperties == nil else {
            throw failure("anchors or tags on two lines before one value")
        }
        properties = own == nil ? properties : outerProperties
        outerProperties = nil
        let slot = try takeSlot(column: column)
        emit(
            .mapping, slot.role, content: lineStart + column, end: position, column: column,
            enclosing: slot.enclosing, marker: slot.marker)
        properties = own
        try push(Frame(isSequence: false, isFlow: false, column: column, expectation: .key))
    }

    // MARK: - Values

    struct Slot {
        let role: YAMLNodeEvent.Role
        let enclosing: Int
        let marker: Int
    }

    /// Uses the place where a value is expected.
    mutating func takeSlot(column: Int) throws(YAMLFailure) -> Slot {
        guard let index = frames.indices.last else {
            guard !hasRoot else { throw failure("a second value stands beside the first") }
            hasRoot = true
            return Slot(role: .root, enclosing: -1, marker: 0)
        }
        let frame = frames[index]
        guard column > frame.column else { throw misplaced(frame) }
        switch frame.expectation {
        case .item:
            frames[index].expectation = .afterItem
            return Slot(role: .item, enclosing: frame.column, marker: frame.marker)
        case .value:
            frames[index].expectation = .key
            return Slot(role: .value, enclosing: frame.column, marker: 0)
        case .explicitKey:
            frames[index].expectation = .afterExplicitKey
            return Slot(role: .key, enclosing: frame.column, marker: 0)
        case .key, .afterExplicitKey, .afterItem, .afterKey, .afterValue:
            throw misplaced(frame)
        }
    }

    private func misplaced(_ frame: Frame) -> YAMLFailure {
        failure(
            frame.isSequence
                ? "expected a dash at column \(frame.column + 1), or an end of this list"
                : "expected a key with a colon at column \(frame.column + 1)")
    }

    /// A scalar or an alias that ends on its line may be a key.
    private mutating func inlineNode() throws(YAMLFailure) {
        let start = position
        let startOfLine = lineStart
        let isBehindProperties = properties?.lineStart == lineStart
        let mayBeKey = isBehindProperties ? properties?.allowsKey == true : allowsKey
        let keyStart = isBehindProperties ? properties?.start ?? start : start
        let isAlias = bytes[start] == UInt8(ascii: "*")
        let kind: YAMLNodeEvent.Kind
        var alias: Range<Int>?
        if isAlias {
            guard !isBehindProperties else { throw failure("an alias takes no anchor and no tag") }
            kind = .alias
            alias = try anchorName()
        } else {
            kind = try flowScalar(indentation: frames.last?.column ?? -1)
        }
        let end = position
        if mayBeKey, lineStart == startOfLine, let colon = colonOfKey() {
            try enterMapping(keyStart - lineStart)
            emit(
                kind, .key, content: start, end: end, column: start - lineStart,
                enclosing: frames[frames.count - 1].column, marker: 0, alias: alias)
            frames[frames.count - 1].expectation = .value
            position = colon
            pass(indicatorAllowingKey: false)
            return
        }
        try leaf(kind, start: start, end: end, startOfLine: startOfLine, alias: alias)
        allowsKey = false
    }

    /// libyaml looks for the colon of a key in this many characters; we count bytes.
    private var longestLineOfKey: Int { 1_024 }

    /// The offset of the colon behind a key that has just been read.
    private func colonOfKey() -> Int? {
        var offset = position
        while byte(at: offset) == 0x20 || byte(at: offset) == 0x09 { offset += 1 }
        guard byte(at: offset) == UInt8(ascii: ":"), isBlankOrEnd(offset + 1),
            offset - lineStart <= longestLineOfKey
        else { return nil }
        return offset
    }

    private mutating func blockScalarNode() throws(YAMLFailure) {
        let start = position
        let startOfLine = lineStart
        let end = try blockScalar(indentation: frames.last?.column ?? -1)
        try leaf(.literal, start: start, end: end, startOfLine: startOfLine, alias: nil)
        allowsKey = true
    }

    private mutating func leaf(
        _ kind: YAMLNodeEvent.Kind, start: Int, end: Int, startOfLine: Int, alias: Range<Int>?
    ) throws(YAMLFailure) {
        guard outerProperties == nil else {
            throw failure("anchors or tags on two lines before one value", at: start)
        }
        let slot = try takeSlot(column: start - startOfLine)
        emit(
            kind, slot.role, content: start, end: end, column: start - startOfLine,
            enclosing: slot.enclosing, marker: slot.marker, alias: alias)
        lastEnd = end
    }

    private mutating func openFlowInBlock() throws(YAMLFailure) {
        guard outerProperties == nil else {
            throw failure("anchors or tags on two lines before one value")
        }
        let slot = try takeSlot(column: position - lineStart)
        try openFlow(role: slot.role, enclosing: slot.enclosing, marker: slot.marker)
    }

    // MARK: - Documents

    /// Steps over `---`, `...` and directives; false where none stands.
    private mutating func documentMarker() throws(YAMLFailure) -> Bool {
        if bytes[position] == UInt8(ascii: "%"), !hasRoot, frames.isEmpty {
            while position < bytes.count, !isBreak(position) { position += 1 }
            hasMarkers = true
            return true
        }
        guard isDocumentMarker(position) else { return false }
        hasMarkers = true
        let isEnd = bytes[position] == UInt8(ascii: ".")
        if isEnd {
            try unroll(to: -1)
            hasEnded = true
        } else {
            guard !hasRoot, !hasEnded, !hasStarted else {
                throw failure("a second document begins here; a file has one")
            }
            hasStarted = true
        }
        position += 3
        lastEnd = position
        allowsKey = isEnd
        return true
    }

    func isDocumentMarker(_ offset: Int) -> Bool {
        guard offset + 2 < bytes.count, isBlankOrEnd(offset + 3) else { return false }
        let byte = bytes[offset]
        guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
        return bytes[offset + 1] == byte && bytes[offset + 2] == byte
    }
}
