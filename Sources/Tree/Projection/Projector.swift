internal import Dispatch
internal import Rendering
public import Store
internal import Synchronization
public import Traces

/// Makes what the tree shows out of raw records: interprets traces, renders their pages, keeps them.
public struct Projector: Sendable {
    /// Makes an interaction of the records of one trace; nil when they show nothing.
    public typealias Interpret = @Sendable ([Record]) -> Interaction?

    /// How many traces are rendered before they are committed together, at most.
    private static let groupSize = 48
    /// How many bytes of records they have together at most, beyond the first: what is rendered takes several times that.
    private static let groupBytes = 8 << 20
    /// How many traces a round takes at most, and how long it goes on taking them: what arrives meanwhile waits for it.
    private static let roundSize = 10
    private static let roundTime = Duration.milliseconds(10)

    private let store: Store
    private let interpret: Interpret
    private let usesAllCores: Bool
    private let costs = ProjectionCosts()

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

    /// Projects some of the traces whose records have changed, in a short time.
    ///
    /// Those that are not finished come first, so that what happens now does not wait for what piled up. The finished ones are
    /// left alone when `unfinishedOnly` says that somebody else projects them.
    ///
    /// One that is damaged does not keep the others from being shown; it stays as it was.
    ///
    /// - Returns: How many were projected, and true when there may be more.
    /// - Throws: `damaged` when nothing else is left.
    public func projectRound(
        _ order: RoundOrder, unfinishedOnly: Bool
    ) throws(StoreError) -> (count: Int, hasMore: Bool) {
        let traces = try nextTraces(order, unfinishedOnly: unfinishedOnly)
        guard !traces.isEmpty else { return (0, false) }
        let prices = try priceTable()
        let known = costs.known(of: traces)
        let start = ContinuousClock.now
        var last = start
        var interpreted: [InterpretedTrace] = []
        var damage: StoreError?
        for trace in traces {
            // The others do not wait for one that is known to be slow.
            if !interpreted.isEmpty, known[trace.id] ?? .zero >= Self.roundTime { break }
            do throws(StoreError) {
                interpreted.append(try self.interpreted(trace, prices))
            } catch {
                guard error.code == .damaged else { throw error }
                damage = error
                continue
            }
            let now = ContinuousClock.now
            costs.note(now - last, of: trace.id)
            last = now
            if now - start >= Self.roundTime { break }
        }
        if interpreted.isEmpty, let damage { throw damage }
        let group = try rendered(interpreted)
        _ = try store.commit(
            group.projections, emptyTraces: group.emptyTraces,
            conversationLine: ConversationIndex.line)
        return (interpreted.count, true)
    }

    private func nextTraces(
        _ order: RoundOrder, unfinishedOnly: Bool
    ) throws(StoreError) -> [TraceRow] {
        var traces = try store.unfinishedDirtyTraces(
            latestFirst: order != .oldestFirst, limit: Self.roundSize)
        if !unfinishedOnly, traces.isEmpty || order == .oldestFirst {
            let count = traces.isEmpty ? Self.roundSize : 1
            traces = try store.finishedDirtyTraces(limit: count) + traces
        }
        let known = costs.known(of: traces)
        func cost(_ trace: TraceRow) -> Duration { known[trace.id] ?? .zero }
        switch order {
        case .latestFirst:
            let isSlow = { cost($0) >= Self.roundTime }
            return traces.filter { !isSlow($0) } + traces.filter(isSlow)
        case .oldestFirst: return traces
        case .slowestFirst:
            guard let slowest = traces.max(by: { cost($0) < cost($1) }) else { return [] }
            return [slowest]
        }
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
            let group = try nextGroup(traces[done...])
            let interpreted = try mapped(group) { trace throws(StoreError) in
                try self.interpreted(trace, prices)
            }
            try commits.put(rendered(interpreted))
            done += group.count
            progress(done, traces.count)
        }
        return try commits.finish()
    }

    private func nextGroup(_ traces: ArraySlice<TraceRow>) throws(StoreError) -> [TraceRow] {
        var group: [TraceRow] = []
        var bytes = 0
        for trace in traces.prefix(Self.groupSize) {
            bytes += try store.recordBytes(of: trace.id)
            if bytes > Self.groupBytes, !group.isEmpty { break }
            group.append(trace)
        }
        return group
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

    private func interpreted(
        _ trace: TraceRow, _ prices: PriceTable
    ) throws(StoreError) -> InterpretedTrace {
        let stored = try store.records(of: trace.id)
        return InterpretedTrace(
            trace, interpret(stored.map(\.record)).map(prices.priced),
            provenance: stored.map(\.provenance))
    }

    private func rendered(
        _ interpreted: [InterpretedTrace]
    ) throws(StoreError) -> CommitQueue.Group {
        var shown = interpreted.filter { $0.interaction != nil }
        let requests = shown.indices.compactMap { index in
            shown[index].placeRequest.map { (index: index, request: $0) }
        }
        let places = try store.places(for: requests.map(\.request))
        for (request, place) in zip(requests, places) { shown[request.index].trace.place = place }
        let projections = try mapped(shown) { trace throws(StoreError) in
            let start = ContinuousClock.now
            defer { costs.add(.now - start, of: trace.trace.id) }
            return trace.projection
        }
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
