public import Agents
public import Evals
public import Traces

/// Runs what a plan says, several attempts at once.
public struct Runner: Sendable {
    private let plan: RunPlan
    private let maker: AttemptMaker

    /// Creates a runner, which looks up keys of models in `environment` and records times of `now`.
    public init(
        _ plan: RunPlan, commands: CommandAgent, models: ModelAgent,
        environment: [String: String], now: @escaping @Sendable () -> Timestamp
    ) {
        self.plan = plan
        maker = AttemptMaker(
            plan: plan, commands: commands, models: models, environment: environment, now: now)
    }

    /// How many attempts the plan has.
    public var attemptCount: Int { plan.order.count }

    /// Makes every attempt of the plan but those that are done, each anew: nothing is cached.
    ///
    /// Cancelling the task ends programs and calls that are under way; what was recorded stays.
    ///
    /// `done` has the attempts of an earlier part of the run; `record` keeps an attempt and is called for one after the other.
    /// Gives how the run ended.
    public func run(
        after done: [Attempt] = [], record: (Attempt) throws -> Void
    ) async throws -> EvalRun.State {
        let known = Set(done.map(\.key))
        var pending = plan.order.filter { !known.contains($0) }[...]
        let casesByIndex = Dictionary(uniqueKeysWithValues: plan.cases.map { ($0.index, $0) })
        var spent = done.reduce(0) { $0 + ($1.cost?.value ?? 0) }
        var dearest = done.compactMap { $0.cost?.value }.max()
        return try await withThrowingTaskGroup(of: Attempt?.self) { group in
            var running = 0
            var isOverBudget = false
            var dropped = 0
            while true {
                if let limit = plan.selection.maximumCost, spent >= limit.value, !pending.isEmpty {
                    isOverBudget = true
                }
                while running < max(1, plan.selection.jobs), !isOverBudget, !Task.isCancelled,
                    running == 0 || hasMoney(forAnotherBeside: running, spent, dearest: dearest),
                    let key = pending.popFirst(), let planned = casesByIndex[key.caseIndex]
                {
                    group.addTask { [maker] in
                        do {
                            return try await maker.attempt(planned, key)
                        } catch AgentError.cancelled {
                            return nil
                        }
                    }
                    running += 1
                }
                guard let finished = try await group.next() else { break }
                running -= 1
                guard let attempt = finished else {
                    dropped += 1
                    continue
                }
                spent += attempt.cost?.value ?? 0
                dearest = [dearest, attempt.cost?.value].compactMap(\.self).max()
                do {
                    try record(attempt)
                    guard plan.canKeepBudget(after: attempt) else { throw RunError.unknownCost }
                } catch {
                    group.cancelAll()
                    throw error
                }
            }
            if dropped > 0 || (Task.isCancelled && !pending.isEmpty) { return .interrupted }
            return isOverBudget ? .overBudget : .complete
        }
    }

    /// Whether another attempt fits into the budget beside those under way: each may cost as much as the dearest so far, and
    /// before that is known, one is made alone.
    private func hasMoney(
        forAnotherBeside running: Int, _ spent: Int64, dearest: Int64?
    ) -> Bool {
        guard let limit = plan.selection.maximumCost else { return true }
        guard let dearest else { return false }
        return spent + Int64(running + 1) * dearest <= limit.value
    }
}
