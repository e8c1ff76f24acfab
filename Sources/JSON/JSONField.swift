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
            guard content.count == name.utf8.count else { return false }
            return name.utf8.withContiguousStorageIfAvailable { content.elementsEqual($0) }
                ?? content.elementsEqual(name.utf8)
        }
        return self.name.utf8.elementsEqual(name.utf8)
    }
}
