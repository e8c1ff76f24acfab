import JSON
import Traces

/// One run of a task: a conversation, what is known of the task, and the reward.
struct ChatRun {
    /// The conversation.
    let conversation: ChatConversation
    /// The reward as an annotation, and where it stands.
    let reward: (annotation: Annotation, range: Range<Int>)?
    /// Elements of the trajectory that are no messages.
    let strangeMessages: [(range: Range<Int>, reason: String)]

    /// Reads a run; nil without a task or a trajectory.
    init?(_ value: JSONValue, file: InputFile) {
        guard value["task_id"] != nil, value["traj"]?.kind == .array else { return nil }
        self.init(value, behind: [], file: file)
    }

    /// Reads what is left of a damaged run: what it says before the damage, and the messages behind.
    init(_ value: JSONValue?, behind pieces: [JSONValue], file: InputFile) {
        // The last thing that a damaged run says may say more in the whole one: 0.7 may be 0.75.
        let last = value.flatMap { $0.isComplete ? nil : Array($0.fields).last?.name }
        func told(_ name: String) -> JSONValue? { name == last ? nil : value?[name] }
        let task = told("task_id")
        let trial = told("trial")
        let info = told("info")
        let elements = (value?["traj"]?.elements ?? []).filter(\.isComplete) + pieces
        let messages = elements.filter(ChatConversation.isMessage)
        strangeMessages = elements.filter { !ChatConversation.isMessage($0) }
            .map { ($0.byteRange, "a message without a role") }
        let traceID = DerivedIdentity.trace(
            "openai-chat", file.name, task?.rawText ?? "", trial?.rawText ?? "",
            ChatConversation.opening(of: messages))
        var conversation = ChatConversation(
            traceID: traceID, name: Self.name(task: task, trial: trial), messages: messages)
        for field in value?.fields.filter({ $0.name != last }) ?? []
        where !["traj", "info", "reward"].contains(field.name) {
            conversation.facts.append(Attribute(field.name, AttributeValue(field.value)))
        }
        for field in info.map({ Array($0.fields) }) ?? []
        where field.name != "reward_info" {
            conversation.facts.append(
                Attribute("info.\(field.name)", AttributeValue(field.value)))
        }
        self.conversation = conversation
        reward = told("reward").flatMap { reward in
            reward.double.map { score in
                let details = (info?["reward_info"]?.fields).map { fields in
                    fields.map { Attribute($0.name, AttributeValue($0.value)) }
                }
                let annotation = Annotation(
                    traceID: traceID, name: "reward", score: score, attributes: details ?? [])
                return (annotation, reward.byteRange)
            }
        }
    }

    /// A name whose text order is the order of the numbers up to 999.
    private static func name(task: JSONValue?, trial: JSONValue?) -> String {
        guard let task else { return "damaged run" }
        let number = task.int64.map { id in
            String(repeating: "0", count: max(0, 3 - String(id).count)) + String(id)
        }
        let name = "task \(number ?? task.string ?? task.rawText)"
        guard let trial else { return name }
        return "\(name) trial \(trial.string ?? trial.rawText)"
    }
}
