/// Writes a value of any style in brackets and quotes, on one line.
///
/// Scalars that stand on one line stay as they are written, but for plain ones that mean something else in brackets.
struct FlowText: YAMLSink {
    /// Longer keys must be called keys, in bytes; YAML's limit is 1,024 with what surrounds them.
    private static let longestKey = 500

    private let bytes: UnsafeBufferPointer<UInt8>
    private var output: [UInt8] = []
    /// Of each open collection how many nodes it has had, and how it ends.
    private var levels: [(count: Int, end: UInt8)] = []
    private var isBehindAlias = false
    /// Whether something in it has no text.
    private var isUnreadable = false

    /// The value of a text that stands alone; nil when it cannot be read.
    static func written(_ text: [UInt8]) -> [UInt8]? {
        text.withUnsafeBufferPointer { buffer in
            var scanner = YAMLScanner(buffer, sink: FlowText(buffer))
            // Whoever asks then leaves the value as it is written.
            guard (try? scanner.run()) != nil, !scanner.sink.isUnreadable else { return nil }
            return scanner.sink.output
        }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func begin(_ node: YAMLNodeEvent) {
        separate(node)
        if node.kind != .alias, let anchor = node.anchor {
            output += [UInt8(ascii: "&")] + bytes[anchor] + [0x20]
        }
        if let tag = node.tag { output += bytes[tag] + [0x20] }
        switch node.kind {
        case .mapping: open("{", end: "}")
        case .sequence: open("[", end: "]")
        case .alias: output += bytes[node.start..<node.end]
        case .empty where node.role == .value || node.start < node.content: break
        // Nothing between commas is no value at all.
        case .empty: output += Array("null".utf8)
        case .plain, .quoted, .literal: scalar(node)
        }
    }

    mutating func finish(end: Int) {
        output.append(levels.removeLast().end)
    }

    private mutating func open(_ start: Unicode.Scalar, end: Unicode.Scalar) {
        output.append(UInt8(ascii: start))
        levels.append((0, UInt8(ascii: end)))
    }

    private mutating func separate(_ node: YAMLNodeEvent) {
        guard let last = levels.indices.last else { return }
        if node.role == .value {
            // Behind an alias the colon would be a part of its name.
            output += Array((isBehindAlias ? " : " : ": ").utf8)
        } else {
            if levels[last].count > 0 { output += Array(", ".utf8) }
            // What is long or a collection is a key only where it is called one.
            let isSimple =
                !node.isCollection && node.end - node.start <= Self.longestKey && isOneLine(node)
            if node.role == .key, !isSimple { output += Array("? ".utf8) }
        }
        levels[last].count += 1
        isBehindAlias = node.kind == .alias
    }

    private func isOneLine(_ node: YAMLNodeEvent) -> Bool {
        !bytes[node.content..<node.end].contains { $0 == 0x0A || $0 == 0x0D }
    }

    private mutating func scalar(_ node: YAMLNodeEvent) {
        let content = bytes[node.content..<node.end]
        if node.kind == .plain, isOneLine(node) {
            output += Self.plain(Array(content))
        } else if node.kind == .quoted, isOneLine(node) {
            output += content
        } else if let text = node.kind == .literal
            ? literal(node) : YAMLScalar.text(of: node, in: bytes)
        {
            output += Array(YAMLScalar.doubleQuoted(text).utf8)
        } else {
            isUnreadable = true
        }
    }

    /// What a block scalar says, with the newline behind its last line, at whatever depth it stands.
    private func literal(_ node: YAMLNodeEvent) -> String? {
        var lines = bytes[node.content..<node.end]
            .split(separator: 0x0A, omittingEmptySubsequences: false)
        // Only of blank lines that are kept the last newline is a part of the node.
        if lines[lines.count - 1].isEmpty { lines.removeLast() }
        let header = lines[0].prefix { "|>+-".utf8.contains($0) || (0x31...0x39).contains($0) }
        let source =
            [header.filter { !(0x31...0x39).contains($0) } + Array("1".utf8)]
            + lines.dropFirst().map { line in
                [0x20] + line.dropFirst(min(node.literalDepth, line.prefix { $0 == 0x20 }.count))
            }
        return YAMLScalar.composed(
            String(decoding: source.joined(separator: [0x0A]) + [0x0A], as: UTF8.self))
    }

    /// A plain scalar as it can stand in brackets.
    private static func plain(_ content: [UInt8]) -> [UInt8] {
        let quote = UInt8(ascii: "'")
        guard
            content.last == UInt8(ascii: ":")
                || content.contains(where: { ",[]{}?".utf8.contains($0) })
        else { return content }
        return [quote] + content.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }
}
