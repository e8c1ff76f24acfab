internal import Store
internal import Synchronization

/// How long traces took that were projected lately, to tell slow ones from others.
final class ProjectionCosts: Sendable {
    /// More than so many are forgotten together: a trace that is unknown counts as a fast one.
    private static let limit = 4_096

    private let costs = Mutex<[TraceRow.ID: Duration]>([:])

    /// Remembers how long a trace took.
    func note(_ cost: Duration, of trace: TraceRow.ID) {
        costs.withLock { costs in
            if costs.count >= Self.limit { costs = [:] }
            costs[trace] = cost
        }
    }

    /// Remembers that a trace took longer than that.
    func add(_ cost: Duration, of trace: TraceRow.ID) {
        costs.withLock { costs in
            if let known = costs[trace] { costs[trace] = known + cost }
        }
    }

    /// How long each of some traces took last; zero for those that are not known.
    func known(of traces: [TraceRow]) -> [TraceRow.ID: Duration] {
        costs.withLock { costs in
            var known: [TraceRow.ID: Duration] = [:]
            for trace in traces { known[trace.id] = costs[trace.id] ?? .zero }
            return known
        }
    }
}
