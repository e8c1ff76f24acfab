import JSON

/// The tool calls that wait for an answer.
struct OpenChatTools {
    /// A call that an assistant message asks for.
    struct Call {
        /// The call, or the function of a message of the older form.
        let value: JSONValue
        /// The index of the message that asks.
        let askedAt: Int
        /// The place among the calls of that message, from 1.
        let position: Int
    }

    /// The calls without an answer, in order.
    private(set) var calls: [Call] = []

    /// Adds the calls of a message.
    mutating func add(_ values: [JSONValue], askedAt index: Int) {
        for (position, value) in values.enumerated() {
            calls.append(Call(value: value, askedAt: index, position: position + 1))
        }
    }

    /// The latest call with an id, or, where the answer has none, the oldest of the same name.
    mutating func take(_ id: String?, of name: String?) -> Call? {
        let index =
            id.flatMap { id in calls.lastIndex { $0.value["id"]?.string == id } }
            ?? (id == nil
                ? calls.firstIndex { ($0.value["function"] ?? $0.value)["name"]?.string == name }
                : nil)
        guard let index else { return nil }
        return calls.remove(at: index)
    }
}
