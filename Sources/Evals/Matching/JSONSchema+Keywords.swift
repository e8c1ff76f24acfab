extension JSONSchema {
    func typeComplaint(_ value: EvalValue, _ schema: EvalValue, at place: String) -> String? {
        if let type = schema["type"] {
            let types = type.elements?.compactMap(\.string) ?? [type.string ?? ""]
            guard types.contains(where: { Self.isOf($0, value) }) else {
                return "\(Self.name(place)) is no \(types.joined(separator: " or "))"
            }
        }
        if let values = schema["enum"]?.elements, !values.contains(value) {
            return "\(Self.name(place)) is none of \(EvalValue.list(values).json)"
        }
        if let constant = schema["const"], constant != value {
            return "\(Self.name(place)) is not \(constant.json)"
        }
        return nil
    }

    private static func isOf(_ type: String, _ value: EvalValue) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .int: type == "integer" || type == "number"
        case .double(let number):
            type == "number" || type == "integer" && number.isFinite && number == number.rounded()
        case .string: type == "string"
        case .list: type == "array"
        case .map: type == "object"
        }
    }

    func scalarComplaint(_ value: EvalValue, _ schema: EvalValue, at place: String) -> String? {
        let name = Self.name(place)
        if let number = value.double {
            if let least = schema["minimum"]?.double, number < least {
                return "\(name) is below \(least)"
            }
            if let most = schema["maximum"]?.double, number > most {
                return "\(name) is above \(most)"
            }
            if let least = schema["exclusiveMinimum"]?.double, number <= least {
                return "\(name) is not above \(least)"
            }
            if let most = schema["exclusiveMaximum"]?.double, number >= most {
                return "\(name) is not below \(most)"
            }
            if let step = schema["multipleOf"]?.double, step > 0 {
                let quotient = number / step
                if abs(quotient - quotient.rounded()) > 1e-9 {
                    return "\(name) is no multiple of \(step)"
                }
            }
        }
        guard let text = value.string else { return nil }
        let count = Double(text.unicodeScalars.count)
        if let least = schema["minLength"]?.double, count < least { return "\(name) is too short" }
        if let most = schema["maxLength"]?.double, count > most { return "\(name) is too long" }
        if let pattern = schema["pattern"]?.string, !Pattern.matches(pattern, in: text) {
            return "\(name) does not match \(pattern)"
        }
        return nil
    }

    func listComplaint(
        _ value: EvalValue, _ schema: EvalValue, at place: String, depth: Int
    ) -> String? {
        guard let elements = value.elements else { return nil }
        let name = Self.name(place)
        let count = Double(elements.count)
        if let least = schema["minItems"]?.double, count < least {
            return "\(name) has too few items"
        }
        if let most = schema["maxItems"]?.double, count > most {
            return "\(name) has too many items"
        }
        if schema["uniqueItems"] == .bool(true), Set(elements).count < elements.count {
            return "\(name) has an item twice"
        }
        let first = schema["prefixItems"]?.elements ?? []
        for (index, element) in elements.enumerated() {
            guard let inner = index < first.count ? first[index] : schema["items"] else { continue }
            let there = "\(place)[\(index)]"
            if let complaint = complaint(about: element, inner, at: there, depth: depth) {
                return complaint
            }
        }
        return nil
    }

    func mapComplaint(
        _ value: EvalValue, _ schema: EvalValue, at place: String, depth: Int
    ) -> String? {
        guard let members = value.members else { return nil }
        let name = Self.name(place)
        let count = Double(members.count)
        if let least = schema["minProperties"]?.double, count < least {
            return "\(name) has too few keys"
        }
        if let most = schema["maxProperties"]?.double, count > most {
            return "\(name) has too many keys"
        }
        for required in schema["required"]?.elements?.compactMap(\.string) ?? []
        where value[required] == nil {
            return "\(name) has no \(required)"
        }
        for member in members {
            let there = place.isEmpty ? member.name : "\(place).\(member.name)"
            let name = EvalValue.string(member.name)
            if let names = schema["propertyNames"],
                let complaint = complaint(about: name, names, at: "the key \(there)", depth: depth)
            {
                return complaint
            }
            for inner in schemas(forKey: member.name, of: schema) {
                if let complaint = complaint(about: member.value, inner, at: there, depth: depth) {
                    return complaint
                }
            }
        }
        return nil
    }

    private func schemas(forKey key: String, of schema: EvalValue) -> [EvalValue] {
        var found = [schema["properties"]?[key]].compactMap { $0 }
        for member in schema["patternProperties"]?.members ?? []
        where Pattern.matches(member.name, in: key) {
            found.append(member.value)
        }
        return found.isEmpty ? [schema["additionalProperties"]].compactMap { $0 } : found
    }

    func combinedComplaint(
        _ value: EvalValue, _ schema: EvalValue, at place: String, depth: Int
    ) -> String? {
        func complaints(_ schemas: [EvalValue]) -> [String] {
            schemas.compactMap { complaint(about: value, $0, at: place, depth: depth) }
        }
        if let all = schema["allOf"]?.elements, let first = complaints(all).first { return first }
        if let any = schema["anyOf"]?.elements {
            let found = complaints(any)
            if found.count == any.count {
                return "\(Self.name(place)) is none of what it may be: "
                    + found.joined(separator: "; or ")
            }
        }
        if let one = schema["oneOf"]?.elements {
            let count = one.count - complaints(one).count
            if count != 1 { return "\(Self.name(place)) is \(count) of what it must be one of" }
        }
        if let not = schema["not"], complaint(about: value, not, at: place, depth: depth) == nil {
            return "\(Self.name(place)) is what it must not be"
        }
        return nil
    }
}
