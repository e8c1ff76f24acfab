import Foundation
import JSON
import Traces

/// Puts the messages of one session together, so that a file that has grown gives the same records
/// and more.
struct GeminiSession {
    private let file: InputFile
    private var sessionID: String
    private var facts: [(name: String, value: JSONValue)] = []
    private var messages: [GeminiMessage] = []
    private var indices: [String: Int] = [:]

    /// Creates a session of nothing; the file's name identifies one that does not say.
    init(file: InputFile) {
        self.file = file
        sessionID = URL(filePath: file.path).deletingPathExtension().lastPathComponent
    }

    /// Takes a line: metadata, a message (a later one of an id replaces it), a rewind.
    mutating func take(line value: JSONValue, _ place: Provenance) -> Bool {
        if let target = value["$rewindTo"]?.string {
            rewind(to: target)
        } else if let set = value["$set"], set.kind == .object {
            take(metadata: set)
            var areMessages = true
            for message in set["messages"]?.elements ?? [] where indices[id(message)] == nil {
                areMessages = take(message: message, place) && areMessages
            }
            return areMessages
        } else if value["id"]?.string != nil {
            return take(message: value, place)
        } else if value["sessionId"] != nil {
            take(metadata: value)
        } else {
            return false
        }
        return true
    }

    /// Takes what is said of the session as a whole.
    mutating func take(metadata value: JSONValue) {
        sessionID = value["sessionId"]?.string ?? sessionID
        for field in value.fields {
            let isTold = ["sessionId", "messages", "lastUpdated", "startTime"].contains(field.name)
            guard !isTold, !field.value.isNull, field.value.isComplete else { continue }
            facts.removeAll { $0.name == field.name }
            facts.append((field.name, field.value))
        }
    }

    /// Takes a message; false when it is none.
    mutating func take(message value: JSONValue, _ place: Provenance) -> Bool {
        guard let message = GeminiMessage(value, place) else { return false }
        if let index = indices[message.id] {
            messages[index] = message
        } else {
            indices[message.id] = messages.count
            messages.append(message)
        }
        return true
    }

    /// Messages that come before anything that the user typed, and that no turn tells.
    var homeless: [GeminiMessage] {
        let early = messages.prefix { !$0.isTyped }
        // Notices go with the first turn, where there is one.
        return early.count == messages.count ? Array(early) : early.filter { !$0.isNotice }
    }

    /// Every record: the turns in order, each with its calls, tools and notices.
    func forEachRecord(_ body: (Record, Provenance) throws -> Void) rethrows {
        let starts = messages.indices.filter { messages[$0].isTyped }
        for (position, start) in starts.enumerated() {
            let end = position + 1 < starts.count ? starts[position + 1] : messages.count
            let turn = GeminiTurn(
                sessionID: sessionID, facts: facts, messages: Array(messages[start..<end]),
                earlyNotices: position == 0 ? messages[..<start].filter(\.isNotice) : [],
                earlierCount: position == 0 ? 0 : start)
            try turn.forEachRecord(body)
        }
    }

    private func id(_ message: JSONValue) -> String { message["id"]?.string ?? "" }

    /// The user goes back to before a message; an unknown one is before everything.
    private mutating func rewind(to target: String) {
        for index in (indices[target] ?? 0)..<messages.count { messages[index].isRewound = true }
    }
}
