/// Runs something that may take only so long.
enum TimeLimit {
    private enum Outcome<Value: Sendable>: Sendable {
        case finished(Value)
        case expired
    }

    /// The value of `body`; nil when the time was over first, once `body` has ended after its cancellation.
    static func run<Value: Sendable>(
        _ limit: Duration, pace: Pace, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withThrowingTaskGroup(of: Outcome<Value>.self) { group in
            group.addTask { .finished(try await body()) }
            group.addTask {
                try await pace.sleep(limit)
                return .expired
            }
            defer { group.cancelAll() }
            switch try await group.next() {
            case .finished(let value): return value
            case .expired, nil: return nil
            }
        }
    }
}
