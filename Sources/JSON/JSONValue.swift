/// A value of a document: a cursor that keeps the document alive and costs no copy.
public struct JSONValue: Sendable {
    /// What a value is.
    public enum Kind: Hashable, Sendable {
        /// `null`.
        case null
        /// `true` or `false`.
        case bool
        /// A number, `NaN`, `Infinity` and `-Infinity` included.
        case number
        /// A string.
        case string
        /// An array.
        case array
        /// An object.
        case object
    }

    let storage: JSONStorage
    let index: Int

    /// What the value is.
    public var kind: Kind {
        switch storage.firstByte(at: index) {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    /// True for `null`.
    public var isNull: Bool { kind == .null }

    /// The truth value; nil for any other kind.
    public var bool: Bool? {
        switch storage.firstByte(at: index) {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// The number of elements or members, repeated names counted; 0 for a scalar.
    public var count: Int {
        guard storage.isContainer(at: index) else { return 0 }
        return Int(closing.extent & ~JSONStorage.incompleteFlag)
    }

    /// False when the source ended or broke inside this array or object.
    public var isComplete: Bool {
        guard storage.isContainer(at: index) else { return true }
        return closing.extent & JSONStorage.incompleteFlag == 0
    }

    /// The last member of a name, compared by bytes; nil without one or for another kind.
    ///
    /// - Complexity: O(members).
    public subscript(key: String) -> JSONValue? {
        var found: JSONValue?
        for field in fields where field.isNamed(key) { found = field.value }
        return found
    }

    /// The members in order, repeated names kept; empty for any other kind.
    public var members: [(key: String, value: JSONValue)] {
        fields.map { (key: $0.name, value: $0.value) }
    }

    /// The elements in order; empty for any other kind.
    public var elements: [JSONValue] {
        guard kind == .array else { return [] }
        var elements: [JSONValue] = []
        elements.reserveCapacity(count)
        let end = Int(storage.entries[index].extent)
        var next = index + 1
        while next < end {
            elements.append(JSONValue(storage: storage, index: next))
            next = storage.next(after: next)
        }
        return elements
    }

    /// The members in order without a copy of their names; empty for any other kind.
    public var fields: JSONFields { JSONFields(of: self) }

    /// The bytes that the document was parsed from.
    public var source: JSONSource { storage.source }

    /// Where the value stands in the source.
    public var byteRange: Range<Int> { storage.range(at: index) }

    /// The source of this value, byte for byte.
    public var rawBytes: [UInt8] { storage.source[byteRange] }

    /// The source of this value; invalid UTF-8 is shown as U+FFFD.
    public var rawText: String { String(decoding: raw, as: UTF8.self) }

    var raw: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: storage.source.bytes[byteRange])
    }

    private var closing: JSONStorage.Entry {
        storage.entries[Int(storage.entries[index].extent)]
    }
}
