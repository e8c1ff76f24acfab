internal import Traces

/// The type of a value, as it is stored.
enum ValueTag: UInt8, CaseIterable {
    case null = 0
    case string = 1
    case `false` = 2
    case `true` = 3
    case int = 4
    case double = 5
    case array = 6
    case map = 7
    case bytes = 8
}

extension AttributeValue {
    var tag: ValueTag {
        switch self {
        case .null: .null
        case .string: .string
        case .bool(let value): value ? .true : .false
        case .int: .int
        case .double: .double
        case .array: .array
        case .map: .map
        case .bytes: .bytes
        }
    }
}
