import JSON

/// The members of an object that may be damaged: those before the damage, and those behind it.
struct SalvagedMembers {
    /// The members in the order in which they were found.
    private(set) var fields: [(name: String, value: JSONValue)] = []

    /// Takes the members of an object, and those of the names that are whole in a stretch behind its
    /// damage; nil for an object without any.
    init(
        _ object: JSONValue?, behind stretch: Range<Int>?, named names: [String],
        in source: JSONSource
    ) {
        fields = object?.fields.map { ($0.name, $0.value) } ?? []
        guard let stretch else { return }
        let bytes = source[stretch]
        for name in names where self[name] == nil {
            guard let range = bytes.firstRange(of: Array("\"\(name)\"".utf8)),
                let colon = JSONDocument.nextOffset(
                    in: source, from: stretch.lowerBound + range.upperBound),
                source[colon..<(colon + 1)] == [UInt8(ascii: ":")],
                let document = DamagedJSON.salvaged(source, from: colon + 1),
                document.failure == nil
            else { continue }
            fields.append((name, document.root))
        }
    }

    /// The value of a name; nil when it is nowhere.
    subscript(name: String) -> JSONValue? { fields.last { $0.name == name }?.value }
}
