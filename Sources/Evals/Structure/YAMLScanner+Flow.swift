/// Tokens inside of brackets, where indentation says nothing.
extension YAMLScanner {
    mutating func flowToken() throws(YAMLFailure) {
        let index = frames.count - 1
        switch bytes[position] {
        case UInt8(ascii: "]"), UInt8(ascii: "}"): try closeFlow()
        case UInt8(ascii: ","):
            flushFlow()
            frames[index].expectation = frames[index].isSequence ? .item : .key
            passFlow()
        case UInt8(ascii: "?"): passFlow()
        case UInt8(ascii: ":"): try flowColon()
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let role = try takeFlowSlot()
            try openFlow(role: role, enclosing: frames[index].column, marker: 0)
        case UInt8(ascii: "&"), UInt8(ascii: "!"): try property()
        case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "|"),
            UInt8(ascii: ">"):
            throw failure("a value in brackets cannot begin with this character")
        case UInt8(ascii: "-") where isBlankOrEnd(position + 1):
            throw failure("a list with dashes cannot stand in brackets")
        default: try flowLeaf()
        }
    }

    /// Opens `[` or `{` at the position.
    mutating func openFlow(
        role: YAMLNodeEvent.Role, enclosing: Int, marker: Int
    ) throws(YAMLFailure) {
        let isSequence = bytes[position] == UInt8(ascii: "[")
        emit(
            isSequence ? .sequence : .mapping, role, content: position, end: position,
            column: position - lineStart, enclosing: enclosing, marker: marker, isFlow: true)
        try push(
            Frame(
                isSequence: isSequence, isFlow: true, column: enclosing,
                expectation: isSequence ? .item : .key))
        flowDepth += 1
        passFlow()
    }

    private mutating func closeFlow() throws(YAMLFailure) {
        let isSequence = bytes[position] == UInt8(ascii: "]")
        guard frames[frames.count - 1].isSequence == isSequence else {
            throw failure("brackets do not match")
        }
        flushFlow()
        guard properties == nil else { throw failure("an anchor or tag stands before nothing") }
        passFlow()
        sink.finish(end: position)
        frames.removeLast()
        flowDepth -= 1
        allowsKey = false
        guard flowDepth == 0 else { return }
        var next = position
        while byte(at: next) == 0x20 { next += 1 }
        if byte(at: next) == UInt8(ascii: ":"), isBlankOrEnd(next + 1) {
            throw failure("a list or map in brackets cannot be a key here", at: next)
        }
    }

    private mutating func flowColon() throws(YAMLFailure) {
        let index = frames.count - 1
        switch frames[index].expectation {
        case .afterKey, .afterItem: break
        case .key: emitEmpty(.key, enclosing: frames[index].column, isFlow: true)
        case .item: emitEmpty(.item, enclosing: frames[index].column, isFlow: true)
        case .value, .afterValue, .explicitKey, .afterExplicitKey:
            throw failure("a colon stands where no value is expected")
        }
        frames[index].expectation = .value
        passFlow()
    }

    private mutating func flowLeaf() throws(YAMLFailure) {
        let start = position
        let column = start - lineStart
        let enclosing = frames[frames.count - 1].column
        let kind: YAMLNodeEvent.Kind
        var alias: Range<Int>?
        if bytes[start] == UInt8(ascii: "*") {
            kind = .alias
            alias = try anchorName()
        } else {
            kind = try flowScalar(indentation: -1)
        }
        let role = try takeFlowSlot()
        emit(
            kind, role, content: start, end: position, column: column, enclosing: enclosing,
            marker: 0, isFlow: true, alias: alias)
        lastEnd = position
    }

    private mutating func takeFlowSlot() throws(YAMLFailure) -> YAMLNodeEvent.Role {
        let index = frames.count - 1
        switch frames[index].expectation {
        case .item:
            frames[index].expectation = .afterItem
            return .item
        case .key:
            frames[index].expectation = .afterKey
            return .key
        case .value:
            frames[index].expectation = .afterValue
            return .value
        case .afterItem, .afterKey, .afterValue, .explicitKey, .afterExplicitKey:
            throw failure("a comma is missing between two values in brackets")
        }
    }

    /// Reports a value that was announced and is not there.
    private mutating func flushFlow() {
        let index = frames.count - 1
        switch frames[index].expectation {
        case .value, .afterKey:
            emitEmpty(.value, enclosing: frames[index].column, isFlow: true)
        case .item, .key:
            if properties != nil {
                let role: YAMLNodeEvent.Role = frames[index].isSequence ? .item : .key
                emitEmpty(role, enclosing: frames[index].column, isFlow: true)
            }
        case .afterItem, .afterValue, .explicitKey, .afterExplicitKey: break
        }
        frames[index].expectation = .afterValue
    }

    private mutating func passFlow() {
        position += 1
        lastEnd = position
    }
}
