/// The order of two values by what they say: the first member that differs decides.
///
/// It depends on nothing but the values, and costs no more than finding the difference: text that a stranger
/// chose may tie a hundred thousand times in everything but one member.
struct ContentOrder {
    /// Negative when the left value comes first, positive when the right one does, zero until they differ.
    private var order = 0

    /// True when the left value comes first.
    var isAscending: Bool { order < 0 }

    mutating func compare<Value: Comparable>(_ left: Value, _ right: Value) {
        guard order == 0, left != right else { return }
        order = left < right ? -1 : 1
    }

    /// A missing value comes first.
    mutating func compare<Value: Comparable>(_ left: Value?, _ right: Value?) {
        guard let left, let right else { return compare(left == nil ? 0 : 1, right == nil ? 0 : 1) }
        compare(left, right)
    }

    /// By the bytes: `String` would take two spellings of one text for equal.
    mutating func compare(_ left: String, _ right: String) {
        guard order == 0 else { return }
        if left.utf8.elementsEqual(right.utf8) { return }
        order = left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
    }

    mutating func compare(_ left: String?, _ right: String?) {
        guard let left, let right else { return compare(left == nil ? 0 : 1, right == nil ? 0 : 1) }
        compare(left, right)
    }

    /// By the bits, so that what is no number has its place too.
    mutating func compare(_ left: Double, _ right: Double) {
        compare(left.bitPattern, right.bitPattern)
    }

    mutating func compare(_ left: Double?, _ right: Double?) {
        compare(left?.bitPattern, right?.bitPattern)
    }

    /// Element by element; what is over comes first.
    mutating func compareEach<Value>(
        _ left: [Value], _ right: [Value], _ body: (inout ContentOrder, Value, Value) -> Void
    ) {
        guard order == 0 else { return }
        for (left, right) in zip(left, right) {
            body(&self, left, right)
            if order != 0 { return }
        }
        compare(left.count, right.count)
    }

    mutating func compare(_ left: [Attribute], _ right: [Attribute]) {
        compareEach(left, right) {
            $0.compare($1.key, $2.key)
            $0.compare($1.value, $2.value)
        }
    }

    mutating func compare(_ left: AttributeValue, _ right: AttributeValue) {
        guard order == 0 else { return }
        switch (left, right) {
        case (.string(let left), .string(let right)): compare(left, right)
        case (.bool(let left), .bool(let right)): compare(left ? 1 : 0, right ? 1 : 0)
        case (.int(let left), .int(let right)): compare(left, right)
        case (.double(let left), .double(let right)): compare(left, right)
        case (.array(let left), .array(let right)):
            compareEach(left, right) { $0.compare($1, $2) }
        case (.map(let left), .map(let right)): compare(left, right)
        case (.bytes(let left), .bytes(let right)):
            compareEach(left, right) { $0.compare($1, $2) }
        default: compare(left.rank, right.rank)
        }
    }

    mutating func compare(_ left: Scope, _ right: Scope) {
        compare(left.name, right.name)
        compare(left.version, right.version)
        compare(left.attributes, right.attributes)
    }
}

extension AttributeValue {
    /// Which kind of value comes first.
    fileprivate var rank: Int {
        switch self {
        case .null: 0
        case .bool: 1
        case .int: 2
        case .double: 3
        case .string: 4
        case .bytes: 5
        case .array: 6
        case .map: 7
        }
    }
}
