import JSON
import Traces

extension AttributeValue {
    /// The deepest nesting that becomes lists and maps; what is deeper stays JSON text, so that a
    /// hostile document cannot exhaust a stack.
    private static let maximumDepth = 64

    /// A JSON value as a typed one.
    ///
    /// A number that is no exact 64-bit integer is a double, and its
    /// text where a double would not hold it.
    init(_ json: JSONValue) {
        self.init(json, depth: 0)
    }

    private init(_ json: JSONValue, depth: Int) {
        switch json.kind {
        case .null: self = .null
        case .bool: self = .bool(json.bool ?? false)
        case .number: self = Self.number(json)
        case .string: self = .string(json.string ?? "")
        case .array where depth < Self.maximumDepth:
            self = .array(json.elements.map { AttributeValue($0, depth: depth + 1) })
        case .object where depth < Self.maximumDepth:
            self = .map(
                json.fields.map { Attribute($0.name, AttributeValue($0.value, depth: depth + 1)) })
        case .array, .object: self = .string(json.rawText)
        }
    }

    private static func number(_ json: JSONValue) -> AttributeValue {
        if let exact = json.int64 { return .int(exact) }
        guard let double = json.double, double.isFinite else { return .string(json.number ?? "") }
        return .double(double)
    }
}
