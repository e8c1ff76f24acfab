/// The members of an object in the order of the source, repeated names kept.
public struct JSONFields: Sequence, IteratorProtocol, Sendable {
    private let storage: JSONStorage
    private var index: Int
    private let end: Int

    init(of value: JSONValue) {
        storage = value.storage
        index = value.index + 1
        end = value.kind == .object ? Int(value.storage.entries[value.index].extent) : index
    }

    /// The next member.
    public mutating func next() -> JSONField? {
        guard index < end else { return nil }
        let field = JSONField(
            key: JSONValue(storage: storage, index: index),
            value: JSONValue(storage: storage, index: index + 1))
        index = storage.next(after: index + 1)
        return field
    }
}

/// One member of an object.
public struct JSONField: Sendable {
    /// The name, as a string value.
    public let key: JSONValue
    /// The value.
    public let value: JSONValue

    /// The name, decoded.
    public var name: String { key.string ?? "" }

    /// True when the name has exactly these bytes.
    public func isNamed(_ name: String) -> Bool {
        let content = key.stringContent
        guard content.contains(UInt8(ascii: "\\")) else {
            return content.count == name.utf8.count && content.elementsEqual(name.utf8)
        }
        return self.name.utf8.elementsEqual(name.utf8)
    }
}
