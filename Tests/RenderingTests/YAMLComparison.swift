import JSON
import Yams

/// Compares what Yams reads with the JSON that was written.
enum YAMLComparison {
    /// Why a node is not the value; nil when it is.
    static func difference(_ node: Node?, _ json: JSONValue, at path: String = "") -> String? {
        guard let node else { return "\(path): nothing" }
        let tag = node.tag.description.split(separator: ":").last.map(String.init) ?? ""
        switch (json.kind, node) {
        case (.null, .scalar): return tag == "null" ? nil : "\(path): tag \(tag)"
        case (.bool, .scalar(let scalar)):
            let isEqual = tag == "bool" && scalar.string == (json.bool == true ? "true" : "false")
            return isEqual ? nil : "\(path): \(scalar.string)"
        case (.number, .scalar(let scalar)): return number(scalar.string, tag, json, path)
        case (.string, .scalar(let scalar)):
            guard tag == "str" else { return "\(path): tag \(tag)" }
            let expected = Array((json.string ?? "").utf8)
            let found = Array(scalar.string.utf8)
            return found == expected ? nil : "\(path): \(scalar.string.debugDescription)"
        case (.array, .sequence(let sequence)):
            guard sequence.count == json.count else { return "\(path): count" }
            for (index, element) in json.elements.enumerated() {
                let found = difference(sequence[index], element, at: "\(path)/\(index)")
                if let found { return found }
            }
            return nil
        case (.object, .mapping(let mapping)): return members(mapping, json, path)
        default: return "\(path): another kind"
        }
    }

    private static func number(
        _ text: String, _ tag: String, _ json: JSONValue, _ path: String
    ) -> String? {
        guard tag == "int" || tag == "float" else { return "\(path): tag \(tag)" }
        let special = [".nan": Double.nan, ".inf": .infinity, "-.inf": -.infinity]
        let value = special[text] ?? Double(text)
        guard let value, let expected = json.double else { return "\(path): \(text)" }
        return value == expected || value.isNaN && expected.isNaN ? nil : "\(path): \(text)"
    }

    private static func members(
        _ mapping: Node.Mapping, _ json: JSONValue, _ path: String
    ) -> String? {
        var keys: [[UInt8]] = []
        for (key, _) in mapping {
            guard let text = key.scalar?.string else { return "\(path): key" }
            keys.append(Array(text.utf8))
        }
        var last: [[UInt8]] = []
        for (index, member) in json.members.enumerated() {
            let name = Array(member.key.utf8)
            let isOverruled = json.members[(index + 1)...].contains { Array($0.key.utf8) == name }
            if !isOverruled { last.append(name) }
        }
        guard keys == last else { return "\(path): keys" }
        for (key, node) in mapping {
            let name = key.scalar?.string ?? ""
            guard let value = json[name] else { return "\(path): no \(name)" }
            if let found = difference(node, value, at: "\(path)/\(name)") { return found }
        }
        return nil
    }
}
