internal import Traces

/// Attributes that say nothing about a single span.
enum CommonAttributes {
    private static let longestBytes = 1000

    /// The small attributes that every recorded span has with the same value, in the order of the
    /// first span; none where there are fewer than three spans.
    ///
    /// O(spans).
    static func found(in steps: [Step]) -> [Attribute] {
        let spans = steps.lazy.filter { !$0.isDerived }.map(\.span)
        guard let first = spans.first, spans.count >= 3 else { return [] }
        let candidates = first.attributes.filter { isSmall($0.value) }
        return candidates.filter { candidate in
            spans.allSatisfy { $0.attributes[candidate.key] == candidate.value }
        }
    }

    private static func isSmall(_ value: AttributeValue) -> Bool {
        switch value {
        case .string(let text): text.utf8.count <= longestBytes
        case .null, .bool, .int, .double: true
        case .array, .map, .bytes: false
        }
    }
}
