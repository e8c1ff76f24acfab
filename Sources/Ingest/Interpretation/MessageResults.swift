internal import Traces

/// The tool results that prompts show, by the call's id; the first prompt that shows one counts.
struct MessageResults {
    struct Answer {
        var content: String
        var isError: Bool
        var media: [MessagePart]
        var shownAt: Timestamp
    }

    private(set) var byID: [String: Answer] = [:]

    mutating func read(_ messages: [Message], shownAt: Timestamp) {
        for message in messages {
            var current: String?
            for part in message.parts {
                switch part {
                case .toolResult(let id, _, let content, let isError):
                    current = nil
                    guard let id, !id.isEmpty, byID[id] == nil else { continue }
                    byID[id] = Answer(
                        content: content, isError: isError, media: [], shownAt: shownAt)
                    current = id
                case .blob, .uri:
                    if let current { byID[current]?.media.append(part) }
                case .text, .reasoning, .toolCall, .other: current = nil
                }
            }
        }
    }
}
