/// The part of JSON Schema (2020-12) that matchers and tests need.
///
/// References are local (`#/$defs/name`). Formats and other words that only describe are passed over.
public struct JSONSchema: Sendable {
    /// The keywords that are looked at.
    public static let keywords = [
        "type", "enum", "const", "properties", "required", "additionalProperties", "items",
        "prefixItems", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minProperties", "maxProperties", "propertyNames", "patternProperties", "anyOf", "allOf",
        "oneOf", "not", "$ref", "$defs", "definitions",
    ]

    /// Words that say nothing about what is valid.
    private static let descriptions: Set<String> = [
        "$schema", "$id", "$comment", "title", "description", "default", "examples", "format",
        "deprecated", "readOnly", "writeOnly",
    ]

    /// References that lead deeper than this are taken for a circle.
    private static let deepestReference = 64

    let root: EvalValue

    /// Creates a schema from its value: a map, `true` or `false`.
    public init(_ value: EvalValue) {
        root = value
    }

    /// What is not valid about a value, the first complaint with its place; nil for a valid value.
    public func complaint(about value: EvalValue) -> String? {
        complaint(about: value, root, at: "", depth: 0)
    }

    /// Keywords that are not looked at, and references that lead nowhere.
    public var unsupported: [String] {
        var found: [String] = []
        collectUnsupported(root, into: &found)
        return found
    }

    private func collectUnsupported(_ schema: EvalValue, into found: inout [String]) {
        for member in schema.members ?? [] {
            switch member.name {
            case "properties", "patternProperties", "$defs", "definitions":
                for inner in member.value.members ?? [] {
                    collectUnsupported(inner.value, into: &found)
                }
            case "items", "additionalProperties", "not", "propertyNames":
                collectUnsupported(member.value, into: &found)
            case "anyOf", "allOf", "oneOf", "prefixItems":
                for inner in member.value.elements ?? [] { collectUnsupported(inner, into: &found) }
            case "$ref":
                if referenced(member.value.string ?? "") == nil {
                    found.append("the reference \"\(member.value.text)\"")
                }
            case "pattern":
                if let pattern = member.value.string, Pattern.objection(to: pattern) != nil {
                    found.append("the pattern \"\(pattern)\"")
                }
            default:
                if !Self.keywords.contains(member.name), !Self.descriptions.contains(member.name) {
                    found.append("the keyword \"\(member.name)\"")
                }
            }
        }
    }

    func referenced(_ reference: String) -> EvalValue? {
        guard reference.hasPrefix("#") else { return nil }
        var value = root
        for step in reference.dropFirst().split(separator: "/") {
            let name = String(step).replacing("~1", with: "/").replacing("~0", with: "~")
            guard let next = value[name] else { return nil }
            value = next
        }
        return value
    }

    func complaint(
        about value: EvalValue, _ schema: EvalValue, at place: String, depth: Int
    ) -> String? {
        if case .bool(let accepts) = schema {
            return accepts ? nil : "\(Self.name(place)) is not allowed"
        }
        guard depth < Self.deepestReference else { return "\(Self.name(place)) is nested too deep" }
        if let reference = schema["$ref"]?.string {
            guard let target = referenced(reference) else {
                return "the schema refers to \(reference), which is not there"
            }
            if let complaint = complaint(about: value, target, at: place, depth: depth + 1) {
                return complaint
            }
        }
        return typeComplaint(value, schema, at: place)
            ?? scalarComplaint(value, schema, at: place)
            ?? listComplaint(value, schema, at: place, depth: depth + 1)
            ?? mapComplaint(value, schema, at: place, depth: depth + 1)
            ?? combinedComplaint(value, schema, at: place, depth: depth + 1)
    }

    static func name(_ place: String) -> String { place.isEmpty ? "the value" : place }
}
