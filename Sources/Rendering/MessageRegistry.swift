internal import Traces

/// The messages of an interaction's model calls: which are the same, and where each was shown.
struct MessageRegistry: Sendable {
    /// Where a message is shown.
    struct Place: Sendable {
        var page: String
        var number: Int
    }

    /// A prompt that another one begins with: the messages 1 to `count` of a call, of which those
    /// above `inputCount` are its answer.
    struct Prefix: Sendable {
        var step: Int
        var count: Int
        var inputCount: Int
    }

    private struct Edge: Hashable {
        var node: Int
        var message: Int
    }

    private var messages: [Message] = []
    private var candidates: [UInt64: [Int]] = [:]
    private var children: [Edge: Int] = [:]
    /// The first call that has each prefix; the empty prefix is node 0.
    private var prefixes: [Prefix?] = [nil]
    private var places: [Int: Place] = [:]

    /// The number of a message; equal ones have the same.
    mutating func id(of message: Message) -> Int {
        let hash = message.contentHash
        for id in candidates[hash, default: []] where messages[id] == message { return id }
        candidates[hash, default: []].append(messages.count)
        messages.append(message)
        return messages.count - 1
    }

    /// The longest beginning of a prompt that an earlier call had; nil without one.
    ///
    /// O(prompt).
    func sharedPrefix(of ids: [Int]) -> Prefix? {
        var node = 0
        for id in ids {
            guard let next = children[Edge(node: node, message: id)] else { break }
            node = next
        }
        return prefixes[node]
    }

    /// Remembers the prompt and the answer of a call.
    mutating func remember(_ input: [Int], _ output: [Int], of step: Int) {
        var node = 0
        for (index, id) in (input + output).enumerated() {
            let edge = Edge(node: node, message: id)
            if let next = children[edge] {
                node = next
            } else {
                node = prefixes.count
                children[edge] = node
                prefixes.append(
                    Prefix(step: step, count: index + 1, inputCount: input.count))
            }
        }
    }

    /// Where a message was shown first; nil when it was not.
    func place(of id: Int) -> Place? { places[id] }

    /// Remembers where a message is shown; the first place counts.
    mutating func remember(_ id: Int, at place: Place) {
        if places[id] == nil { places[id] = place }
    }
}

extension Message {
    /// A hash of the message's bytes.
    ///
    /// O(n).
    fileprivate var contentHash: UInt64 {
        parts.reduce(ContentHash.value(of: role, after: ContentHash.value(of: name ?? ""))) {
            $1.contentHash(after: $0)
        }
    }
}

extension MessagePart {
    fileprivate func contentHash(after seed: UInt64) -> UInt64 {
        let fields: [String]
        switch self {
        case .text(let text): fields = ["text", text]
        case .reasoning(let text): fields = ["reasoning", text]
        case .toolCall(let id, let name, let arguments):
            fields = ["call", id ?? "", name, arguments]
        case .toolResult(let id, let name, let content, let isError):
            fields = ["result", id ?? "", name ?? "", content, isError ? "error" : ""]
        case .blob(let mediaType, let bytes):
            let hash = bytes.withUnsafeBytes { ContentHash.value(of: $0, after: seed) }
            return ContentHash.value(of: mediaType, after: hash)
        case .uri(let mediaType, let uri): fields = ["uri", mediaType ?? "", uri]
        case .other(let type, let json): fields = ["other", type, json]
        }
        return fields.reduce(seed) { ContentHash.value(of: $1, after: $0) }
    }
}
