internal import Rendering
public import Store
public import Traces

/// Finds the step of an interaction that a file of its directory tells.
public struct CallFinder: Sendable {
    /// A step with its trace.
    public struct Found: Sendable {
        /// The trace.
        public let traceID: TraceID
        /// The step.
        public let step: Step
        /// What the step's files are called, `004-review-hypothesis`.
        public let name: String
        /// Where it is told first, relative to the interaction's directory.
        public let detail: String
    }

    private let store: Store
    private let account: String?
    private let interpret: Projector.Interpret

    /// Creates a finder of what one account, or all for nil, may see.
    public init(_ store: Store, account: String?, interpret: @escaping Projector.Interpret) {
        self.store = store
        self.account = account
        self.interpret = interpret
    }

    /// The step that a file or directory below an interaction's directory tells; nil when there is none.
    public func call(
        of kind: InteractionKind, at place: InteractionPlace, path: String
    ) throws(StoreError) -> Found? {
        let reader = store.reader(account: account)
        guard let row = try reader.interaction(of: kind, at: place) else { return nil }
        return try call(ofTrace: row.id, path: path)
    }

    /// The step that a file or directory below a directory of `live` tells; nil when there is none.
    public func call(ofLive name: String, path: String) throws(StoreError) -> Found? {
        guard let row = try store.reader(account: account).liveRow(named: name) else { return nil }
        return try call(ofTrace: row.id, path: path)
    }

    private func call(ofTrace id: TraceRow.ID, path: String) throws(StoreError) -> Found? {
        guard let interaction = interpret(try store.records(of: id).map(\.record)) else {
            return nil
        }
        let paths = Self.paths(of: interaction)
        let index = paths.files.firstIndex { files in
            if let directory = files.directory {
                return (path + "/").hasPrefix(directory)
            }
            return [files.input, files.result, files.error, files.span].contains(path)
        }
        return index.map { Self.found(at: $0, in: interaction, paths) }
    }

    /// The step of a span; nil when there is none.
    public func call(of traceID: TraceID, span: SpanID) throws(StoreError) -> Found? {
        for trace in try store.traces()
        where trace.traceID == traceID && (account ?? trace.account) == trace.account {
            guard let interaction = interpret(try store.records(of: trace.id).map(\.record)),
                let index = interaction.steps.firstIndex(where: {
                    $0.span.spanID == span && !$0.isDerived
                })
            else { continue }
            return Self.found(at: index, in: interaction, Self.paths(of: interaction))
        }
        return nil
    }

    private static func paths(of interaction: Interaction) -> StepPaths {
        let facts = InteractionFacts(account: "", kind: .interaction, directoryName: "")
        return InteractionContext(interaction, facts: facts).paths
    }

    private static func found(
        at index: Int, in interaction: Interaction, _ paths: StepPaths
    ) -> Found {
        let detail = paths.files[index].detail
        let last = detail.split(separator: "/").last.map(String.init) ?? detail
        return Found(
            traceID: interaction.traceID, step: interaction.steps[index],
            name: last.split(separator: ".").first.map(String.init) ?? last, detail: detail)
    }
}
