internal import Yams

/// What a scalar says.
enum YAMLScalar {
    /// The text of a scalar; nil for a collection, an alias, and what is no UTF-8.
    static func text(of node: YAMLNodeEvent, in bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let content = UnsafeBufferPointer(rebasing: bytes[node.content..<node.end])
        switch node.kind {
        case .empty: return ""
        case .mapping, .sequence, .alias: return nil
        case .plain where !content.contains(0x0A) && !content.contains(0x0D):
            return String(validating: content, as: UTF8.self)
        case .quoted where isSimple(content):
            return String(
                validating: UnsafeBufferPointer(rebasing: content[1..<(content.count - 1)]),
                as: UTF8.self)
        case .plain, .quoted, .literal:
            guard let source = String(validating: content, as: UTF8.self) else { return nil }
            // A broken escape is reported when the case is decoded; here it only has no name.
            return try? Yams.compose(yaml: source, Resolver.basic)?.scalar?.string
        }
    }

    /// True for a quoted scalar that says what stands between its quotes.
    private static func isSimple(_ content: UnsafeBufferPointer<UInt8>) -> Bool {
        guard content.count >= 2, let quote = content.first else { return false }
        for byte in content[1..<(content.count - 1)]
        where byte == quote || byte == UInt8(ascii: "\\") || byte == 0x0A || byte == 0x0D {
            return false
        }
        return true
    }
}
