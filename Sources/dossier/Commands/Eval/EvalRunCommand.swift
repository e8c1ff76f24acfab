internal import ArgumentParser
internal import EvalRuns
internal import Evals
internal import Foundation
internal import Rendering
internal import Store
internal import Traces

/// `dossier eval run`.
struct EvalRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the cases of a suite and says what passed.",
        discussion: """
            The suite is a file, or the name of a suite of the store. Every attempt asks anew; nothing is \
            cached. Cases with problems are not run, and named.

            Each attempt is kept in the store when it is made, of a plain file too (the store is made when \
            it is missing), so that the next run can be compared with this one; --no-store keeps nothing. \
            Ctrl-C keeps what was done, and --resume finishes it: with the same prompt, model, cases and \
            --repeat, or not at all.

            A run is compared with the last verdict of each of its cases, so that one of some cases (--case, \
            --tag) hides nothing from the next.

            Keys come from the environment (OPENAI_API_KEY, ANTHROPIC_API_KEY, or what the suite names), \
            and so do addresses that the suite does not give (OPENAI_BASE_URL, ANTHROPIC_BASE_URL).

            The exit status is 0 when everything passed, 1 when an attempt failed, and 2 when something \
            could not be run or graded.
            """)

    @OptionGroup var arguments: SuiteArguments

    @Option(
        name: .customLong("case"), parsing: .upToNextOption,
        help: ArgumentHelp("Run these cases, by name or number.", valueName: "case"))
    var cases: [String] = []

    @Option(name: .customLong("tag"), help: "Run cases with this tag; may be given again.")
    var tags: [String] = []

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Run each case so often, whatever the suite says.", valueName: "count"))
    var repeatCount: Int?

    @Option(help: ArgumentHelp("Make so many attempts at once.", valueName: "count"))
    var jobs: Int = 4

    @Flag(help: "Print each output as it comes.")
    var showOutput = false

    @Option(
        help: ArgumentHelp(
            "Begin no attempt once so much is spent; the suite must give prices.",
            valueName: "dollars"))
    var maxCost: Double?

    @Flag(help: "Finish the last run of the suite.")
    var resume = false

    @Flag(help: "Keep nothing.")
    var noStore = false

    @Option(help: "Write JUnit XML to this file.", completion: .file())
    var junit: String?

    @Option(
        help: ArgumentHelp("Write JSON to this file, or - to print it instead of the summary."),
        completion: .file())
    var json: String?

    func validate() throws {
        if let repeatCount, !(1...1000).contains(repeatCount) {
            throw ValidationError("--repeat is a number from 1 to 1000")
        }
        guard (1...256).contains(jobs) else {
            throw ValidationError("--jobs is a number from 1 to 256")
        }
        if let maxCost, !(maxCost > 0) || MicroDollars(dollars: maxCost) == nil {
            throw ValidationError("--max-cost is a number of dollars above 0")
        }
        guard !(resume && noStore) else {
            throw ValidationError("--resume needs the store that --no-store leaves out")
        }
    }

    func run() throws {
        let store = try openStore()
        let account = try store.map { try arguments.accountOptions.chosen(in: $0) }
        let subject = try RunSubject(
            arguments.suite, casesPath: arguments.casesPath, in: store?.reader(account: account))
        let environment = ProcessInfo.processInfo.environment
        let start = Clock.now()
        let plan = try RunPlan(
            subject.texts,
            RunSelection(
                cases: cases, tags: tags, repeatCount: repeatCount, jobs: jobs,
                maximumCost: maxCost.flatMap { MicroDollars(dollars: $0) }),
            name: Self.name(of: start), start: start, environment: environment)
        for problem in plan.problems { Terminal.print(problem.description, toError: true) }
        let session = RunSession(
            plan: plan, owner: subject.owner, store: noStore ? nil : store, isResuming: resume,
            showsOutput: showOutput, environment: environment)
        let ending = try Interruptible.run { try await session.run() }
        try report(ending)
        throw CommandEnd(Self.status(of: ending.run))
    }

    /// The store that keeps the run; with `--no-store` the one in which suites are looked up, if it is there.
    private func openStore() throws -> Store? {
        let options = arguments.storeOptions
        guard noStore else { return try options.openForWriting(creating: true) }
        return FileManager.default.fileExists(atPath: options.path)
            ? try options.openForReading() : nil
    }

    private func report(_ ending: RunSession.Ending) throws {
        let json = RunJSON.text(of: ending.run, baseline: ending.baseline)
        if let junit {
            try Data(RunJUnit.text(of: ending.run).utf8).write(to: URL(filePath: junit))
        }
        if let path = self.json, path != "-" {
            try Data(json.utf8).write(to: URL(filePath: path))
        }
        let summary = RunSummaryPage.text(
            of: ending.run, baseline: ending.baseline, unproven: ending.unproven)
        Terminal.write(self.json == "-" ? json : summary, to: STDOUT_FILENO)
        switch ending.run.state {
        case .complete, .running: break
        case .interrupted, .overBudget:
            if !noStore { Terminal.warn("what was done is kept; finish it with --resume") }
        }
    }

    /// The name of a run: its time to the millisecond, so that names sort as the runs began.
    private static func name(of start: Timestamp) -> String {
        let time = start.utc
        let milliseconds = String(1000 + time.nanosecond / 1_000_000).dropFirst()
        return time.dayText.filter { $0 != "-" } + "-\(time.compactTimeText)-\(milliseconds)"
    }

    /// 1 when an attempt failed; else 2 when something could not be run or graded.
    static func status(of run: EvalRun) -> ExitStatus {
        let figures = RunFigures(of: run)
        let total = figures.total
        if total.rate.passed < total.rate.attempts { return .checkFailed }
        let isWhole =
            run.state == .complete && total.errored == 0 && total.unscored == 0
            && figures.refused == 0
        return isWhole ? .success : .failed
    }
}
