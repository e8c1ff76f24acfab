/// A value of a suite: what YAML and JSON have in common, keys in order.
public enum EvalValue: Sendable {
    /// Nothing: `null`, `~` or an empty value.
    case null
    /// A truth value, as YAML 1.2 spells it: `true` or `false`.
    case bool(Bool)
    /// An integer of 64 bits.
    case int(Int64)
    /// Any other number.
    case double(Double)
    /// A text.
    case string(String)
    /// Values in order.
    case list([EvalValue])
    /// Named values in order; of members of one name the last one counts.
    case map([EvalMember])

    /// The members of a map; nil for any other kind.
    public var members: [EvalMember]? {
        guard case .map(let members) = self else { return nil }
        return members
    }

    /// The elements of a list; nil for any other kind.
    public var elements: [EvalValue]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    /// A text; nil for any other kind.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A number as a double; nil for any other kind.
    public var double: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .null, .bool, .string, .list, .map: nil
        }
    }

    /// True for nothing.
    public var isNull: Bool {
        guard case .null = self else { return false }
        return true
    }

    /// The member of a name; nil without one or for another kind.
    ///
    /// - Complexity: O(members).
    public subscript(name: String) -> EvalValue? {
        members?.last { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
}

/// A named value of a map.
public struct EvalMember: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: EvalValue

    /// Creates a member.
    public init(_ name: String, _ value: EvalValue) {
        self.name = name
        self.value = value
    }
}

extension EvalValue: Hashable {
    /// True for the same value: maps whatever the order of their members, numbers whatever their
    /// spelling, texts by their bytes.
    public static func == (left: EvalValue, right: EvalValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)): left == right
        case (.map, .map): left.sortedMembers == right.sortedMembers
        case (.int, .double), (.double, .int), (.double, .double):
            left.double == right.double
        default: false
        }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .int, .double: hasher.combine(double)
        case .string(let text): hasher.combine(Array(text.utf8))
        case .list(let elements): hasher.combine(elements)
        case .map: hasher.combine(sortedMembers)
        }
    }

    private var sortedMembers: [EvalMember] {
        var last: [[UInt8]: EvalMember] = [:]
        for member in members ?? [] { last[Array(member.name.utf8)] = member }
        return last.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}
