internal import Traces

/// The attributes that spans of one name were shown with: the next one tells what differs.
struct AttributeHistory: Sendable {
    /// Where a whole set of attributes is shown.
    struct Place: Hashable, Sendable {
        var page: String
        var spanID: SpanID
    }

    private struct Shown {
        var attributes: [Attribute]
        var place: Place
    }

    /// How many bytes of attributes are shown again rather than referred to.
    static let fewestBytes = 120

    /// How many sets are remembered for a name.
    private static let mostSets = 8

    private var shown: [String: [Shown]] = [:]

    /// The place that shows most of the attributes, and those that differ from what it shows.
    ///
    /// Nil when no place shows more than `fewestBytes` of them. The place
    /// shows no attribute that is not among these, so that what is not told is as it is there.
    func difference(
        of attributes: [Attribute], named name: String
    ) -> (place: Place, rest: [Attribute])? {
        var best: (place: Place, rest: [Attribute], bytes: Int)?
        for candidate in shown[name, default: []] {
            let isContained = candidate.attributes.allSatisfy { old in
                attributes.contains { $0.key == old.key }
            }
            guard isContained else { continue }
            let rest = attributes.filter { !candidate.attributes.contains($0) }
            let bytes = attributes.shownBytes - rest.shownBytes
            if bytes > best?.bytes ?? Self.fewestBytes {
                best = (candidate.place, rest, bytes)
            }
        }
        return best.map { ($0.place, $0.rest) }
    }

    /// Remembers attributes that are shown as a whole.
    mutating func remember(_ attributes: [Attribute], named name: String, at place: Place) {
        guard attributes.shownBytes > Self.fewestBytes else { return }
        let sets = shown[name, default: []]
        guard sets.count < Self.mostSets else { return }
        shown[name] = sets + [Shown(attributes: attributes, place: place)]
    }
}

extension [Attribute] {
    /// About how many bytes the small ones take on a page; the ledger looks after long texts.
    var shownBytes: Int {
        reduce(0) { $0 + $1.key.utf8.count + 6 + $1.value.shownBytes }
    }
}

extension AttributeValue {
    fileprivate var shownBytes: Int {
        switch self {
        case .string(let text): text.utf8.count
        case .null, .bool: 4
        case .int, .double: 8
        case .array(let elements): elements.reduce(0) { $0 + 4 + $1.shownBytes }
        case .map(let members): members.shownBytes
        case .bytes(let bytes): bytes.count * 4 / 3
        }
    }
}
