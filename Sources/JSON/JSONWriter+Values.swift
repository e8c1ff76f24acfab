extension JSONWriter {
    /// Writes a string member; nothing when it is nil.
    public mutating func member(_ name: String, _ text: String?) {
        guard let text else { return }
        key(name)
        string(text)
    }

    /// Writes an integer member; nothing when it is nil.
    public mutating func member(_ name: String, _ value: Int64?) {
        guard let value else { return }
        key(name)
        int(value)
    }

    /// Writes a double member; nothing when it is nil.
    public mutating func member(_ name: String, _ value: Double?) {
        guard let value else { return }
        key(name)
        double(value)
    }

    /// Writes a truth value member; nothing when it is nil.
    public mutating func member(_ name: String, _ value: Bool?) {
        guard let value else { return }
        key(name)
        bool(value)
    }

    /// Writes a member that is a value of a document; nothing when it is nil.
    public mutating func member(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        key(name)
        self.value(value)
    }

    /// Writes a value of a document without its white space; every token as its source spells it.
    public mutating func value(_ value: JSONValue) {
        let storage = value.storage
        var index = value.index
        var closings: [(index: Int, isObject: Bool)] = []
        var isName = false
        repeat {
            if let closing = closings.last, closing.index == index {
                closing.isObject ? endObject() : endArray()
                closings.removeLast()
                isName = closings.last?.isObject ?? false
                index += 1
                continue
            }
            let token = JSONValue(storage: storage, index: index)
            if isName {
                key(spelled: token)
                isName = false
            } else if storage.isContainer(at: index) {
                let isObject = token.kind == .object
                isObject ? beginObject() : beginArray()
                closings.append((Int(storage.entries[index].extent), isObject))
                isName = isObject
            } else {
                raw(token.raw)
                isName = closings.last?.isObject ?? false
            }
            index += 1
        } while !closings.isEmpty
    }

    private mutating func key(spelled token: JSONValue) {
        raw(token.raw)
        endKey()
    }
}

extension JSONValue {
    /// The value as JSON text without white space between tokens.
    public var compactText: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }
}

/// A string as a JSON text, quotes included.
public func jsonText(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
}
