import JSON

/// The messages, and the requests to providers, that the model events of a sample share.
///
/// Newer logs keep each once, in `events_data` (before that in pools of their own), and an event
/// refers to ranges of them.
struct InspectPool {
    /// The messages in the parts form, their attachments resolved.
    private let messages: [[UInt8]]
    private let messageSizes: [Int]
    private let messageBytes: Int
    private let callSizes: [Int]

    /// The pool of a sample; empty for logs whose events hold everything themselves.
    init(of sample: JSONValue, _ attachments: InspectAttachments) {
        let data = sample["events_data"]
        messages = Self.whole(data?["messages"] ?? sample["message_pool"])
            .map { InspectMessage.parts(of: attachments.resolved($0)) }
        messageSizes = messages.map(\.count)
        messageBytes = messageSizes.reduce(0, +)
        callSizes = Self.whole(data?["calls"] ?? sample["call_pool"]).map(\.byteRange.count)
    }

    /// The messages that went into a model; nil when some that its event refers to are not there, or
    /// when it refers to more than twice what is there, as only a hostile one does.
    func input(of event: JSONValue) -> [[UInt8]]? {
        guard let ranges = Self.ranges(event["input_refs"], in: messages.count) else { return nil }
        let size = ranges.reduce(0) { $0 + messageSizes[$1].reduce(0, +) }
        guard size / 2 <= messageBytes else { return nil }
        return ranges.flatMap { messages[$0] }
    }

    /// How much of a request to a provider stands in the pool, in bytes.
    func sizeBytes(of call: JSONValue) -> Int {
        let ranges = Self.ranges(call["call_refs"], in: callSizes.count) ?? []
        return ranges.reduce(0) { $0 + callSizes[$1].reduce(0, +) }
    }

    /// The elements up to a damage, behind which places would be wrong.
    private static func whole(_ list: JSONValue?) -> ArraySlice<JSONValue> {
        (list?.elements ?? []).prefix { $0.isComplete }
    }

    /// Ranges of a pool of a size, each `[first, end]`; nil when one reaches out of it.
    private static func ranges(_ references: JSONValue?, in count: Int) -> [Range<Int>]? {
        var ranges: [Range<Int>] = []
        for reference in references?.elements ?? [] {
            let bounds = reference.elements.compactMap(\.int64)
            guard
                bounds.count == 2, let first = bounds.first, let end = bounds.last,
                0 <= first, first <= end, end <= count
            else { return nil }
            ranges.append(Int(first)..<Int(end))
        }
        return ranges
    }
}
