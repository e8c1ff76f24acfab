public import JSON

extension EvalValue {
    /// The value of a JSON document; a number that is no integer of 64 bits becomes a double.
    public init(_ json: JSONValue) {
        switch json.kind {
        case .null: self = .null
        case .bool: self = .bool(json.bool == true)
        case .number: self = json.int64.map(EvalValue.int) ?? .double(json.double ?? .nan)
        case .string: self = .string(json.string ?? "")
        case .array: self = .list(json.elements.map { EvalValue($0) })
        case .object: self = .map(json.members.map { EvalMember($0.key, EvalValue($0.value)) })
        }
    }

    /// Compact JSON, keys in order; what JSON has no number for is a string (`"NaN"`).
    public var json: String {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.text
    }

    /// The value as it stands in a prompt or an output: a text as it is, anything else as compact JSON.
    public var text: String {
        string ?? json
    }

    /// Writes the value as JSON.
    public func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .int(let value): writer.int(value)
        case .double(let value): writer.double(value)
        case .string(let text): writer.string(text)
        case .list(let elements):
            writer.array { writer in
                for element in elements { element.write(to: &writer) }
            }
        case .map(let members):
            writer.object { writer in
                for member in members {
                    writer.key(member.name)
                    member.value.write(to: &writer)
                }
            }
        }
    }
}
