internal import Traces

/// The messages of an interaction's model calls: which are the same, and where each was shown.
struct MessageRegistry: Sendable {
    /// A stretch of a prompt that an earlier call shows.
    struct Shared: Sendable {
        /// The messages of the prompt, counted from 0.
        var messages: Range<Int>
        /// The call that has them too.
        var step: Int
        /// Where they begin there, counted from 0.
        var first: Int
        /// How many messages that call was given; those behind are its answer.
        var inputCount: Int
    }

    private struct Sequence {
        var step: Int
        var messages: [Int]
        var inputCount: Int
    }

    private struct Edge: Hashable {
        var node: Int
        var message: Int
    }

    private struct Occurrence {
        var sequence: Int
        var index: Int
    }

    private var messages: [Message] = []
    private var isLong: [Bool] = []
    private var candidates: [UInt64: [Int]] = [:]
    private var sequences: [Sequence] = []
    /// The tree of all prompts' beginnings; the empty one is node 0.
    private var children: [Edge: Int] = [:]
    /// The first sequence that has each beginning.
    private var firstSequences: [Int] = [-1]
    /// The first places of each message, and its last ones.
    private var occurrences: [Int: [Occurrence]] = [:]

    /// The number of a message; equal ones have the same.
    mutating func id(of message: Message) -> Int {
        let hash = message.contentHash
        for id in candidates[hash, default: []] where messages[id] == message { return id }
        candidates[hash, default: []].append(messages.count)
        messages.append(message)
        isLong.append(message.contentBytes > TextLedger.longestRepetition)
        return messages.count - 1
    }

    /// The stretches of a prompt that earlier calls show, in order.
    ///
    /// The longest beginning that a call shares comes first; then runs of two or more messages, and
    /// single long ones.
    func shared(_ ids: [Int]) -> [Shared] {
        var stretches: [Shared] = []
        var position = 0
        while position < ids.count {
            let stretch = position == 0 ? sharedBeginning(of: ids) : nil
            guard let found = stretch ?? longestRun(in: ids, from: position),
                found.messages.count > 1 || isLong[ids[position]]
            else {
                position += 1
                continue
            }
            stretches.append(found)
            position = found.messages.upperBound
        }
        return stretches
    }

    private func sharedBeginning(of ids: [Int]) -> Shared? {
        var node = 0
        var count = 0
        while count < ids.count, let next = children[Edge(node: node, message: ids[count])] {
            node = next
            count += 1
        }
        guard count > 0 else { return nil }
        let sequence = sequences[firstSequences[node]]
        return Shared(
            messages: 0..<count, step: sequence.step, first: 0, inputCount: sequence.inputCount)
    }

    private func longestRun(in ids: [Int], from position: Int) -> Shared? {
        var best: Shared?
        for occurrence in occurrences[ids[position], default: []] {
            let sequence = sequences[occurrence.sequence]
            var count = 0
            while position + count < ids.count, occurrence.index + count < sequence.messages.count,
                ids[position + count] == sequence.messages[occurrence.index + count]
            {
                count += 1
            }
            if count > best?.messages.count ?? 0 {
                best = Shared(
                    messages: position..<(position + count), step: sequence.step,
                    first: occurrence.index, inputCount: sequence.inputCount)
            }
        }
        return best
    }

    /// Remembers the prompt and the answer of a call.
    mutating func remember(_ input: [Int], _ output: [Int], of step: Int) {
        let sequence = sequences.count
        let ids = input + output
        sequences.append(Sequence(step: step, messages: ids, inputCount: input.count))
        var node = 0
        for (index, id) in ids.enumerated() {
            let edge = Edge(node: node, message: id)
            if let next = children[edge] {
                node = next
            } else {
                node = firstSequences.count
                children[edge] = node
                firstSequences.append(sequence)
            }
            var places = occurrences[id, default: []]
            if places.count >= 6 { places.remove(at: 2) }
            places.append(Occurrence(sequence: sequence, index: index))
            occurrences[id] = places
        }
    }
}

extension Message {
    /// The bytes of the message's texts.
    fileprivate var contentBytes: Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .text(let text), .reasoning(let text), .other(_, let text), .uri(_, let text),
                .toolCall(_, _, let text), .toolResult(_, _, let text, _):
                sum + text.utf8.count
            case .blob: sum
            }
        }
    }

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
