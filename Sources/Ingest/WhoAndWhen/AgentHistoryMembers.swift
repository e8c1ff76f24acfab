import JSON

/// What stands beside the messages of a history, before them and behind.
///
/// Where the messages are damaged, what is behind them is read by itself.
struct AgentHistoryMembers {
    /// A stretch of the members, and where its source begins in the file.
    private var parts: [(object: JSONValue, start: Int)] = []

    /// Takes the members of a document, and, where that is damaged, those behind an offset.
    init(_ document: DamagedJSON.Document, behind offset: Int, in source: JSONSource) {
        if let root = document.root { parts.append((root, 0)) }
        guard document.failure != nil else { return }
        let rest = source[offset..<max(offset, source.count)]
        let starts = Self.names.compactMap { name in
            rest.firstRange(of: Array("\"\(name)\"".utf8))?.lowerBound
        }
        guard let start = starts.min() else { return }
        let object = [UInt8(ascii: "{")] + rest[start...]
        guard let root = DamagedJSON.salvaged(JSONSource(object), from: 0)?.root else { return }
        parts.append((root, offset + start - 1))
    }

    /// The value of a name; nil when it is nowhere.
    subscript(name: String) -> JSONValue? {
        parts.lazy.compactMap { $0.object[name] }.first
    }

    /// Where the value of a name stands in the file.
    func range(_ name: String) -> Range<Int>? {
        for part in parts {
            guard let range = part.object[name]?.byteRange else { continue }
            return (range.lowerBound + part.start)..<(range.upperBound + part.start)
        }
        return nil
    }

    /// Every member.
    var fields: [JSONField] { parts.flatMap { Array($0.object.fields) } }

    /// Names that members behind the messages may begin with.
    private static let names = [
        "question", "question_ID", "ground_truth", "is_correct", "is_corrected", "level",
        "mistake_agent", "mistake_step", "mistake_reason", "mistake_type", "system_prompt",
    ]
}
