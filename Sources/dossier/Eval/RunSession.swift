internal import Agents
internal import EvalRuns
internal import Evals
internal import Foundation
internal import Glibc
internal import Rendering
internal import Store
internal import Synchronization
internal import Traces
internal import Tree

/// One run from its first attempt to its last page.
struct RunSession: Sendable {
    let plan: RunPlan
    let owner: RunOwner
    /// The store that keeps the run; nil to keep it nowhere.
    let store: Store?
    let isResuming: Bool
    let showsOutput: Bool
    let environment: [String: String]

    /// What a run came to.
    struct Ending: Sendable {
        /// The run.
        let run: EvalRun
        /// What was known before; nil for the first run.
        let baseline: RunBaseline?
        /// Cases that have never failed.
        let unproven: [String]
    }

    /// Makes the attempts that are missing, and keeps them.
    func run() async throws -> Ending {
        var keeper = try Keeper(self)
        let runner = Runner(
            plan, commands: CommandAgent(pace: .system), models: ModelAgent(pace: .system),
            environment: environment, now: Clock.now)
        let progress = ProgressLine()
        let total = runner.attemptCount
        var counts = RunFigures(of: keeper.run).total
        progress.show(Self.line(counts, of: total))
        let state = try await runner.run(after: keeper.run.attempts) { attempt in
            try keeper.record(attempt)
            counts = RunFigures(of: keeper.run).total
            if showsOutput {
                progress.clear()
                show(attempt)
            }
            progress.show(Self.line(counts, of: total))
        }
        progress.clear()
        return try keeper.finish(state)
    }

    private static func line(_ counts: RunFigures.Counts, of total: Int) -> String {
        "\(counts.attempted) of \(total) attempted, \(counts.passed) passed, "
            + "\(counts.errored) errored"
    }

    /// Prints an output as it comes, with its verdict; of held-out cases nothing.
    private func show(_ attempt: Attempt) {
        let runCase = plan.run.cases[attempt.key.caseIndex]
        guard runCase.split == .dev else { return }
        Terminal.print(
            "--- \(DisplayText.escaped(runCase.name)) (\(attempt.key.number)): "
                + attempt.verdict.rawValue)
        Terminal.print(DisplayText.escaped(attempt.output ?? attempt.failure ?? ""))
    }
}

/// Keeps a run in a store, or nowhere but in memory.
private struct Keeper {
    private var recorder: RunRecorder?
    private(set) var run: EvalRun

    init(_ session: RunSession) throws {
        run = session.plan.run
        guard let store = session.store else { return }
        if session.isResuming {
            guard
                let resumed = try RunRecorder(
                    resumingLatestOf: session.owner, in: store, now: Clock.now)
            else {
                throw OperationFailure(
                    "there is no unfinished run to resume: the last one is complete, or there is none"
                )
            }
            try session.plan.checkResumes(resumed.run)
            recorder = resumed
            run = resumed.run
        } else {
            recorder = try RunRecorder(run, of: session.owner, in: store, now: Clock.now)
        }
    }

    mutating func record(_ attempt: Attempt) throws {
        try recorder?.record(attempt)
        run.attempts.append(attempt)
    }

    mutating func finish(_ state: EvalRun.State) throws -> RunSession.Ending {
        run.state = state
        run.end = Clock.now()
        run.attempts.sort { $0.key < $1.key }
        guard var recorder else {
            return RunSession.Ending(run: run, baseline: nil, unproven: [])
        }
        try recorder.finish(state)
        return RunSession.Ending(
            run: recorder.run, baseline: recorder.baseline, unproven: try recorder.unproven())
    }
}
