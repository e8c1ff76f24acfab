/// Writes one document as blocks.
struct YAMLEmitter {
    /// What has been written.
    private(set) var output = TextBuffer()
    /// True when it grew larger than allowed; it is then incomplete.
    private(set) var isOverLimit = false
    private let byteLimit: Int

    /// Creates an emitter of at most so many bytes.
    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// Writes the only value of the document.
    mutating func document(_ node: YAMLNode) {
        switch node.shape {
        case .plain(let text): output.append(text)
        case .string(let text): YAMLScalar.write(text, column: 0, to: &output)
        case .list(let elements) where elements.isEmpty: output.append("[]")
        case .map(let members) where members.isEmpty: output.append("{}")
        case .list(let elements): list(elements, column: 0, level: 1)
        case .map(let members): map(members, column: 0, level: 1)
        }
        output.line()
        // Newlines that a text ends with belong to it; `...` ends the document behind them.
        if output.bytes.suffix(2) == [0x0A, 0x0A] { output.line("...") }
    }

    /// Writes members at a column; the first one where the line already stands.
    private mutating func map(_ members: [YAMLMember], column: Int, level: Int) {
        let overruled = RepeatedKeys.overruled(in: members)
        var isFirst = true
        for (index, member) in members.enumerated() {
            guard !isOverLimit else { return }
            if overruled.contains(index) { continue }
            startLine(column, isFirst: &isFirst)
            key(member.key, column: column)
            value(member.value, column: column, level: level)
        }
        for index in overruled.sorted() {
            startLine(column, isFirst: &isFirst)
            output.append("# repeated key, overruled: ")
            YAMLScalar.writeInline(members[index].key, to: &output, isFlow: true)
            output.append(": ")
            YAMLFlow.write(members[index].value, to: &output)
        }
    }

    private mutating func key(_ key: String, column: Int) {
        let start = output.bytes.count
        YAMLScalar.writeInline(key, to: &output)
        if output.bytes.count - start > YAMLScalar.longestKeyBytes {
            output.bytes.insert(contentsOf: "? ".utf8, at: start)
            output.line()
            output.indent(column)
        }
        output.append(":")
    }

    private mutating func list(_ elements: [YAMLNode], column: Int, level: Int) {
        var isFirst = true
        for element in elements {
            guard !isOverLimit else { return }
            startLine(column, isFirst: &isFirst)
            output.append("-")
            switch element.shape {
            case .map(let members) where canNest(members.count, level: level):
                output.append(" ")
                map(members, column: column + 2, level: level + 1)
            case .list(let inner) where canNest(inner.count, level: level) && !isRow(inner):
                output.append(" ")
                list(inner, column: column + 2, level: level + 1)
            case .plain, .string, .list, .map:
                value(element, column: column, level: level)
            }
        }
    }

    /// Writes a value behind `key:` or `-`.
    private mutating func value(_ node: YAMLNode, column: Int, level: Int) {
        switch node.shape {
        case .plain(let text):
            output.append(" ")
            output.append(text)
        case .string(let text):
            output.append(" ")
            YAMLScalar.write(text, column: column, to: &output)
        case .map(let members) where canNest(members.count, level: level):
            comment(of: node)
            newLine(column + 2)
            map(members, column: column + 2, level: level + 1)
        case .list(let elements) where canNest(elements.count, level: level) && !isRow(elements):
            comment(of: node)
            newLine(column + 2)
            list(elements, column: column + 2, level: level + 1)
        case .list(let elements):
            output.append(" ")
            YAMLFlow.write(node, to: &output)
            if !elements.isEmpty, !isRow(elements) { tooDeep() }
        case .map(let members):
            output.append(" ")
            YAMLFlow.write(node, to: &output)
            if !members.isEmpty { tooDeep() }
        }
        if output.bytes.count > byteLimit { isOverLimit = true }
    }

    private mutating func comment(of node: YAMLNode) {
        guard case .commented(let text, _) = node else { return }
        output.append(" # ")
        output.append(text)
    }

    private mutating func tooDeep() {
        output.append(" # nested over \(YAMLText.deepestBlock) levels: compact JSON")
    }

    private func canNest(_ count: Int, level: Int) -> Bool {
        count > 0 && level < YAMLText.deepestBlock
    }

    /// True for a long list of numbers and the like, which reads best on one line.
    private func isRow(_ elements: [YAMLNode]) -> Bool {
        elements.count >= 8
            && elements.allSatisfy {
                if case .plain(let text) = $0.shape { text.utf8.count <= 40 } else { false }
            }
    }

    private mutating func startLine(_ column: Int, isFirst: inout Bool) {
        if isFirst { isFirst = false } else { newLine(column) }
    }

    private mutating func newLine(_ column: Int) {
        output.append("\n")
        output.indent(column)
    }
}
