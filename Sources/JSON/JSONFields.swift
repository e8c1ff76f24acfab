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
