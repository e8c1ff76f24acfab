/// Values on one line, as JSON that is YAML too: every text is quoted.
enum YAMLFlow {
    /// A container that is being written.
    private struct Open {
        var members: [(key: String?, value: YAMLNode)]
        var next = 0
        var closing: Unicode.Scalar
    }

    /// Writes a value; without recursion, because the depth is the source's.
    static func write(_ node: YAMLNode, to output: inout TextBuffer) {
        var open: [Open] = []
        begin(node, &open, to: &output)
        while var top = open.popLast() {
            guard top.next < top.members.count else {
                output.append(top.closing)
                continue
            }
            if top.next > 0 { output.append(", ") }
            let member = top.members[top.next]
            top.next += 1
            open.append(top)
            if let key = member.key { write(key: key, to: &output) }
            begin(member.value, &open, to: &output)
        }
    }

    private static func begin(
        _ node: YAMLNode, _ open: inout [Open], to output: inout TextBuffer
    ) {
        switch node.shape {
        case .plain(let text): output.append(text)
        case .string(let text): YAMLScalar.writeInline(text, to: &output, isFlow: true)
        case .list(let elements):
            output.append("[")
            open.append(Open(members: elements.map { (nil, $0) }, closing: "]"))
        case .map(let members):
            output.append("{")
            open.append(Open(members: members.map { ($0.key, $0.value) }, closing: "}"))
        }
    }

    private static func write(key: String, to output: inout TextBuffer) {
        let start = output.bytes.count
        YAMLScalar.writeInline(key, to: &output, isFlow: true)
        if output.bytes.count - start > YAMLScalar.longestKeyBytes {
            output.bytes.insert(contentsOf: "? ".utf8, at: start)
            output.append(" ")
        }
        output.append(": ")
    }
}
