internal import JSON
internal import Traces

/// The runs in the files beside a file of labels, by task.
struct AgentRxRuns {
    /// What is asked of a run.
    struct Run {
        /// The trace that it is imported as.
        let traceID: TraceID
        /// The span that shows each message, by the message's own index, which begins with 1.
        let spanIDs: [Int64: SpanID]
    }

    /// What is there of a task.
    enum Answer {
        case one(Run)
        case several
        case missing
    }

    private var runs: [String: Answer] = [:]

    /// Reads the runs of every file beside `file` that has some.
    init(beside file: InputFile) {
        for neighbour in file.neighbours(withSuffix: ".json") {
            guard let source = Self.content(ofRuns: neighbour) else { continue }
            let found = DamagedJSON.elements(of: source, beginningWith: ["task_id"]) {
                $0["traj"] != nil
            }
            for value in found.intact {
                guard let run = ChatRun(value, file: neighbour), let task = value["task_id"] else {
                    continue
                }
                add(Run(run.conversation), of: Self.key(task))
            }
        }
    }

    /// The run of a task.
    func run(of task: JSONValue) -> Answer { runs[Self.key(task)] ?? .missing }

    private mutating func add(_ run: Run, of task: String) {
        switch runs[task] {
        case nil: runs[task] = .one(run)
        // The same file may lie there twice.
        case .one(let other)? where other.traceID == run.traceID: break
        case .one?, .several?, .missing?: runs[task] = .several
        }
    }

    /// The content of a file of runs; nil for any other, and for one that cannot be read.
    private static func content(ofRuns file: InputFile) -> JSONSource? {
        do {
            let sample = try FileSample(of: file)
            guard sample.json?.elements.first?["traj"] != nil else { return nil }
            return try file.content().source
        } catch {
            return nil
        }
    }

    private static func key(_ task: JSONValue) -> String { task.string ?? task.rawText }
}

extension AgentRxRuns.Run {
    fileprivate init(_ conversation: ChatConversation) {
        var ids: [Int64: SpanID] = [:]
        for (position, (message, id)) in zip(conversation.messages, conversation.spanIDs)
            .enumerated()
        {
            ids[message["index"]?.int64 ?? Int64(position + 1)] = id
        }
        self.init(traceID: conversation.traceID, spanIDs: ids)
    }
}
