internal import JSON
internal import Traces

/// A value to write as YAML: a payload, an attribute, or a page of our own.
enum YAMLNode {
    /// A value of a JSON document.
    case json(JSONValue)
    /// A value of an attribute.
    case attribute(AttributeValue)
    /// A text.
    case string(String)
    /// A scalar that is YAML as it stands: a number, a truth value.
    case plain(String)
    /// A list.
    case list([YAMLNode])
    /// Named values in order.
    case map([YAMLMember])
    /// A list or map with a comment, one line, behind its key.
    indirect case commented(String, YAMLNode)

    /// What a value is, one level deep.
    enum Shape {
        case plain(String)
        case string(String)
        case list([YAMLNode])
        case map([YAMLMember])
    }

    /// What the value is, one level deep.
    var shape: Shape {
        switch self {
        case .json(let value): Self.shape(of: value)
        case .attribute(let value): Self.shape(of: value)
        case .string(let text): .string(text)
        case .plain(let text): .plain(text)
        case .list(let elements): .list(elements)
        case .map(let members): .map(members)
        case .commented(_, let node): node.shape
        }
    }

    private static func shape(of value: JSONValue) -> Shape {
        switch value.kind {
        case .null: .plain("null")
        case .bool: .plain(value.bool == true ? "true" : "false")
        case .number: .plain(YAMLNumber.text(ofJSON: value.number ?? "0"))
        case .string: .string(value.string ?? "")
        case .array: .list(value.elements.map(YAMLNode.json))
        case .object: .map(value.members.map { YAMLMember($0.key, .json($0.value)) })
        }
    }

    private static func shape(of value: AttributeValue) -> Shape {
        switch value {
        case .null: .plain("null")
        case .string(let text): .string(text)
        case .bool(let value): .plain(value ? "true" : "false")
        case .int(let value): .plain(String(value))
        case .double(let value): .plain(YAMLNumber.text(of: value))
        case .array(let elements): .list(elements.map(YAMLNode.attribute))
        case .map(let members): .map(members.map { YAMLMember($0.key, .attribute($0.value)) })
        case .bytes(let bytes): .plain("!!binary \"" + Base64Text.encoded(bytes) + "\"")
        }
    }
}
