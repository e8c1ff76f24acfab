import JSON

/// The members of an object that may be damaged: those before the damage, and those behind it.
struct SalvagedMembers {
    /// A stretch of the members, and where its source begins in the file.
    private var parts: [(object: JSONValue, start: Int)] = []

    /// Takes the members of an object, and, in a stretch behind its damage, those from the first one
    /// on that has one of the names.
    init(
        _ object: JSONValue?, behind stretch: Range<Int>?, named names: [String],
        in source: JSONSource
    ) {
        if let object { parts.append((object, 0)) }
        guard let stretch else { return }
        let rest = source[stretch]
        let starts = names.compactMap { name in
            rest.firstRange(of: Array("\"\(name)\"".utf8))?.lowerBound
        }
        guard let start = starts.min() else { return }
        let text = [UInt8(ascii: "{")] + rest[start...]
        guard let root = DamagedJSON.salvaged(JSONSource(text), from: 0)?.root else { return }
        parts.append((root, stretch.lowerBound + start - 1))
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
}
