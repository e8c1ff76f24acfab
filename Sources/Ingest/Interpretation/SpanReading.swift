internal import Traces

/// The attributes of a span (and of the events and log records that complete it) by meaning, found
/// in one pass.
struct SpanReading {
    /// The span.
    let span: Span
    /// The attributes of the completing events and records, then those of the span.
    private let attributes: [Attribute]
    /// How many of the attributes come before the span's own.
    private let ownStart: Int
    /// For each meaning `rank << 24 | index` of its best attribute.
    private var best: [UInt32]
    /// The meaning of each attribute.
    private var meanings: [Meaning?]

    /// Reads the attributes of a span; `details` are believed before the span's own.
    init(_ span: Span, details: [Attribute] = []) {
        self.span = span
        attributes = details.isEmpty ? span.attributes : details + span.attributes
        ownStart = details.count
        best = Array(repeating: .max, count: Meaning.allCases.count)
        meanings = []
        meanings.reserveCapacity(attributes.count)
        for (index, attribute) in attributes.enumerated() {
            let entry = Vocabulary.entry(of: attribute.key)
            meanings.append(entry?.meaning)
            guard let entry, !SpanReading.saysNothing(attribute.value, as: entry.meaning) else {
                continue
            }
            let candidate = UInt32(entry.rank) << 24 | UInt32(min(index, 0xFF_FFFF))
            let slot = Int(entry.meaning.rawValue)
            best[slot] = min(best[slot], candidate)
        }
    }

    /// The most believed value of a meaning; nil when there is none.
    subscript(meaning: Meaning) -> AttributeValue? {
        let found = best[Int(meaning.rawValue)]
        return found == .max ? nil : attributes[Int(found & 0xFF_FFFF)].value
    }

    /// The text of a meaning; nil when there is none or it is empty.
    func text(_ meaning: Meaning) -> String? {
        guard let text = self[meaning]?.text, !text.isEmpty else { return nil }
        return text
    }

    /// True when any attribute has one of the meanings.
    func has(_ meanings: Meaning...) -> Bool {
        meanings.contains { best[Int($0.rawValue)] != .max }
    }

    /// How far down its row the name stood that gave a meaning; nil without a value.
    func rank(_ meaning: Meaning) -> Int? {
        let found = best[Int(meaning.rawValue)]
        return found == .max ? nil : Int(found >> 24)
    }

    /// The longest text of a meaning: some instrumentations cut all copies but one.
    func longest(_ meaning: Meaning) -> AttributeValue? {
        let values = zip(meanings, attributes).lazy.filter { $0.0 == meaning }.map(\.1.value)
        let measured = values.map { value in (value, value.text?.utf8.count ?? 0) }
        return measured.max { $0.1 < $1.1 }?.0
    }

    /// The attributes of a family, in the order of the source.
    func family(_ meaning: Meaning) -> [Attribute] {
        guard has(meaning) else { return [] }
        return zip(meanings, attributes).lazy.filter { $0.0 == meaning }.map(\.1)
    }

    /// The span's own keys of meanings.
    func keys(of told: Set<Meaning>) -> Set<String> {
        var keys: Set<String> = []
        for index in ownStart..<attributes.count {
            if let meaning = meanings[index], told.contains(meaning) {
                keys.insert(attributes[index].key)
            }
        }
        return keys
    }

    /// True for the words with which instrumentations fill an attribute whose content they did not
    /// capture.
    private static func saysNothing(_ value: AttributeValue, as meaning: Meaning) -> Bool {
        switch value {
        case .null: return true
        case .string(let text):
            guard text.utf8.count <= longestPlaceholder else { return false }
            return text.isEmpty || placeholders[meaning]?.contains(text) ?? false
        case .bool, .int, .double, .array, .map, .bytes: return false
        }
    }

    private static let placeholders: [Meaning: Set<String>] = [
        .toolArguments: ["N/A"],
        .toolCallID: ["<not specified>"],
        .toolResult: [#"{"result": "<not specified>"}"#],
        .modelRequest: ["{}"],
        .modelResponse: ["{}"],
    ]
    private static let longestPlaceholder = 32
}
