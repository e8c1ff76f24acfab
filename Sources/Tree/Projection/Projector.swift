internal import Dispatch
internal import Rendering
public import Store
internal import Synchronization
public import Traces

/// Makes what the tree shows out of raw records: interprets traces, renders their pages, keeps them.
public struct Projector: Sendable {
    /// Makes an interaction of the records of one trace; nil when they show nothing.
    public typealias Interpret = @Sendable ([Record]) -> Interaction?

    /// How many traces are rendered before they are committed together.
    private static let groupSize = 48

    private let store: Store
    private let interpret: Interpret
    private let usesAllCores: Bool

    /// Creates a projector; beside others who want cores, as the readers of a mount do, it leaves them all but one.
    public init(
        _ store: Store, interpret: @escaping Interpret, usesAllCores: Bool = true
    ) {
        self.store = store
        self.interpret = interpret
        self.usesAllCores = usesAllCores
    }

    /// Projects every trace whose records have changed since it was last projected.
    public func projectChanged(
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(StoreError) -> CommitSummary {
        try project(store.dirtyTraces(), verifying: false, progress: progress)
    }

    /// Projects every trace again; a file whose bytes are as before is left as it is.
    public func rebuild(
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(StoreError) -> CommitSummary {
        try project(store.traces(), verifying: true, progress: progress)
    }

    /// Renders a group while the group before it is being committed.
    private func project(
        _ traces: [TraceRow], verifying: Bool, progress: (Int, Int) -> Void
    ) throws(StoreError) -> CommitSummary {
        let commits = CommitQueue(store, verifying: verifying)
        let prices = try priceTable()
        var done = 0
        while done < traces.count {
            let group = Array(traces[done..<min(traces.count, done + Self.groupSize)])
            try commits.put(rendered(group, prices))
            done += group.count
            progress(done, traces.count)
        }
        return try commits.finish()
    }

    /// The prices that are set for the store; a table that cannot be read prices nothing.
    private func priceTable() throws(StoreError) -> PriceTable {
        guard let text = try store.value(of: .prices) else { return PriceTable() }
        do throws(PriceTableError) {
            return try PriceTable(text: text)
        } catch {
            return PriceTable()
        }
    }

    private func rendered(
        _ group: [TraceRow], _ prices: PriceTable
    ) throws(StoreError) -> CommitQueue.Group {
        let interpreted = try mapped(group) { trace throws(StoreError) in
            let stored = try store.records(of: trace.id)
            return InterpretedTrace(
                trace, interpret(stored.map(\.record)).map(prices.priced),
                provenance: stored.map(\.provenance))
        }
        var shown = interpreted.filter { $0.interaction != nil }
        let requests = shown.indices.compactMap { index in
            shown[index].placeRequest.map { (index: index, request: $0) }
        }
        let places = try store.places(for: requests.map(\.request))
        for (request, place) in zip(requests, places) { shown[request.index].trace.place = place }
        let projections = try mapped(shown) { trace throws(StoreError) in trace.projection }
        return CommitQueue.Group(
            projections: projections.compactMap(\.self),
            emptyTraces: interpreted.filter { $0.interaction == nil }.map(\.trace))
    }

    /// Maps on all cores or on this thread, in order; the first failure in order is thrown.
    private func mapped<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ transform: @Sendable (Input) throws(StoreError) -> Output
    ) throws(StoreError) -> [Output] {
        guard usesAllCores else { return try inputs.map(transform) }
        let results = Mutex<[Result<Output, StoreError>?]>(
            .init(repeating: nil, count: inputs.count))
        DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
            let result = Result { () throws(StoreError) in try transform(inputs[index]) }
            results.withLock { $0[index] = result }
        }
        var outputs: [Output] = []
        for result in results.withLock(\.self) {
            if let result { outputs.append(try result.get()) }
        }
        return outputs
    }
}
