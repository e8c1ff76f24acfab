import Foundation
import JSON
import Traces

/// The small values of OTLP's JSON form: attributes, identities, times, numbers.
enum OTLPJSONValues {
    /// The attributes of an array of `{"key", "value"}`.
    ///
    /// What is no such pair is kept as its JSON text, under its key if it has one.
    static func attributes(_ value: JSONValue) -> [Attribute] {
        attributes(value, depth: 0)
    }

    /// The value of an `AnyValue`; what is none is kept as its JSON text.
    static func value(_ value: JSONValue) -> AttributeValue {
        anyValue(value, depth: 0)
    }

    /// A trace's identity from hex (or base64, as plain protobuf JSON has it); nil when invalid.
    static func traceID(_ value: JSONValue?) -> TraceID? {
        guard let text = value?.string else { return nil }
        let id =
            text.utf8.last == UInt8(ascii: "=")
            ? base64(text).flatMap { TraceID(bytes: $0) } : TraceID(hex: text)
        return id.flatMap { $0.isZero ? nil : $0 }
    }

    /// A span's identity from hex (or base64, as plain protobuf JSON has it); nil when invalid.
    static func spanID(_ value: JSONValue?) -> SpanID? {
        guard let text = value?.string else { return nil }
        let id =
            text.utf8.last == UInt8(ascii: "=")
            ? base64(text).flatMap { SpanID(bytes: $0) } : SpanID(hex: text)
        return id.flatMap { $0.isZero ? nil : $0 }
    }

    /// A moment from a number or its text; nil when absent or zero.
    static func time(_ value: JSONValue) throws(OTLPMalformed) -> Timestamp? {
        switch value.kind {
        case .null:
            return nil
        case .number:
            guard let nanoseconds = value.int64, nanoseconds >= 0 else { throw .badTime }
            return nanoseconds == 0 ? nil : Timestamp(nanoseconds: nanoseconds)
        case .string:
            guard let text = value.string else { throw .badTime }
            if text.isEmpty { return nil }
            guard let nanoseconds = Int64(text), nanoseconds >= 0 else { throw .badTime }
            return nanoseconds == 0 ? nil : Timestamp(nanoseconds: nanoseconds)
        case .bool, .array, .object:
            throw .badTime
        }
    }

    /// An integer from a number or its text; nil for anything else.
    static func integer(_ value: JSONValue) -> Int64? {
        value.int64 ?? value.string.flatMap { Int64($0) }
    }

    private static func attributes(_ value: JSONValue, depth: Int) -> [Attribute] {
        switch value.kind {
        case .array:
            return value.elements.map { attribute($0, depth: depth) }
        case .null:
            return []
        case .bool, .number, .string, .object:
            return [Attribute(OTLPWords.malformedKey, .string(value.compactText))]
        }
    }

    private static func attribute(_ pair: JSONValue, depth: Int) -> Attribute {
        var key: String?
        var value: JSONValue?
        for field in pair.fields {
            if field.isNamed("key") {
                key = field.value.string
            } else if field.isNamed("value") {
                value = field.value
            }
        }
        guard let key else {
            return Attribute(OTLPWords.malformedKey, .string(pair.compactText))
        }
        return Attribute(key, value.map { anyValue($0, depth: depth) } ?? .null)
    }

    private static func anyValue(_ value: JSONValue, depth: Int) -> AttributeValue {
        if value.isNull { return .null }
        guard value.kind == .object, value.isComplete else { return .string(value.compactText) }
        var found: AttributeValue? = .null
        for field in value.fields where !field.value.isNull {
            switch field.name {
            case "stringValue", "string_value":
                found = field.value.string.map { .string($0) }
            case "intValue", "int_value":
                found = integer(field.value).map { .int($0) }
            case "boolValue", "bool_value":
                found = bool(field.value).map { .bool($0) }
            case "doubleValue", "double_value":
                found = double(field.value).map { .double($0) }
            case "arrayValue", "array_value":
                found = elements(of: field.value, depth: depth).map { .array($0) }
            case "kvlistValue", "kvlist_value":
                found = pairs(of: field.value, depth: depth).map { .map($0) }
            case "bytesValue", "bytes_value":
                found = field.value.string.flatMap { base64($0) }.map { .bytes($0) }
            default:
                found = nil
            }
        }
        return found ?? .string(value.compactText)
    }

    private static func elements(of list: JSONValue, depth: Int) -> [AttributeValue]? {
        guard let values = values(of: list, depth: depth) else { return nil }
        return values?.elements.map { anyValue($0, depth: depth + 1) } ?? []
    }

    private static func pairs(of list: JSONValue, depth: Int) -> [Attribute]? {
        guard let values = values(of: list, depth: depth) else { return nil }
        return values?.elements.map { attribute($0, depth: depth + 1) } ?? []
    }

    /// The array `values` of a list: inner nil when it is left out, outer nil when malformed.
    private static func values(of list: JSONValue, depth: Int) -> JSONValue?? {
        guard list.kind == .object, depth < OTLPWords.maximumValueDepth else { return nil }
        guard let values = list["values"], !values.isNull else { return .some(nil) }
        return values.kind == .array ? .some(values) : nil
    }

    private static func bool(_ value: JSONValue) -> Bool? {
        value.bool ?? value.string.flatMap { Bool($0) }
    }

    private static func double(_ value: JSONValue) -> Double? {
        guard let text = value.string else { return value.double }
        switch text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: return Double(text)
        }
    }

    private static func base64(_ text: String) -> [UInt8]? {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let missing = (4 - standard.utf8.count % 4) % 4
        return Data(base64Encoded: standard + String(repeating: "=", count: missing))
            .map { [UInt8]($0) }
    }
}
