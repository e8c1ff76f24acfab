import Agents
import Evals
import Foundation
import Synchronization
import TestSupport
import Testing
import Traces

@testable import EvalRuns

@Suite("Running suites")
struct RunnerTests {
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "runs-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    private func plan(
        _ text: String, _ selection: RunSelection = RunSelection(),
        environment: [String: String] = [:]
    ) throws -> RunPlan {
        let document = try SuiteDocument(Array(text.utf8))
        return try RunPlan(
            SuiteTexts(document, name: "s", file: "s.yaml", directory: directory.path), selection,
            name: "run", start: Timestamp(nanoseconds: 5), environment: environment)
    }

    private func run(
        _ plan: RunPlan, after done: [Attempt] = [], environment: [String: String] = [:]
    ) async throws -> (run: EvalRun, state: EvalRun.State) {
        var run = plan.run
        run.attempts = done
        let runner = Runner(
            plan, commands: CommandAgent(pace: .system),
            models: ModelAgent(pace: .system, policy: RetryPolicy(firstWait: .milliseconds(1))),
            environment: environment, now: { Timestamp(nanoseconds: 5) })
        let state = try await runner.run(after: done) { run.attempts.append($0) }
        run.attempts.sort { $0.key < $1.key }
        return (run, state)
    }

    private func verdicts(_ run: EvalRun) -> [Verdict] { run.attempts.map(\.verdict) }

    @Test("a command gets the input as JSON, and matchers see what it prints")
    func command() async throws {
        let (run, state) = try await run(
            plan(
                """
                run: cat
                matchers: [equals]
                cases:
                  - name: a
                    input: {q: 1}
                    expect: {q: 1}
                  - name: b
                    input: hello
                    expect: bye
                  - name: c
                    input: x
                    matchers: [{contains: '"x"'}]
                """))
        #expect(state == .complete)
        #expect(verdicts(run) == [.passed, .failed, .passed])
        #expect(run.attempts[1].output == "\"hello\"\n")
    }

    @Test(
        "a program that fails, and one that is too slow, make attempts that errored",
        arguments: [
            ("echo no >&2; exit 7", 60, "status 7: no"), ("sleep 1000", 0.3, "longer than 0.3 s"),
        ])
    func failures(command: String, timeout: Double, failure: String) async throws {
        let (run, _) = try await run(
            plan(
                """
                run: {command: '\(command)', timeout: \(timeout)}
                matchers: [{contains: x}]
                cases:
                  - name: a
                    input: 1
                """))
        #expect(verdicts(run) == [.errored])
        #expect(run.attempts[0].failure?.contains(failure) == true)
    }

    @Test("a command matcher accepts with 0, refuses with 1, and says nothing otherwise")
    func commandMatcher() async throws {
        let (run, _) = try await run(
            plan(
                """
                run: cat
                matchers: [{command: 'grep -q "\\"output\\":\\"1" && echo fine && exit 0; exit 1'}]
                cases:
                  - name: a
                    input: 1
                  - name: b
                    input: 2
                  - name: c
                    input: 1
                    matchers: [{command: exit 3}]
                """))
        #expect(verdicts(run) == [.passed, .failed, .errored])
        #expect(run.attempts[0].outcomes[0].outcome.reason == "fine")
    }

    @Test("cases are chosen by name, number and tag; one that is not there is an error")
    func selection() throws {
        let text = """
            run: cat
            matchers: [{contains: x}]
            cases:
              - name: a
                input: 1
                tags: [slow]
              - name: b
                input: 2
                tags: [quick, slow]
              - name: c
                input: 3
            """
        func names(_ selection: RunSelection) throws -> [String] {
            try plan(text, selection).run.cases.map(\.name)
        }
        #expect(try names(RunSelection()) == ["a", "b", "c"])
        #expect(try names(RunSelection(cases: ["2", "a"])) == ["a", "c"])
        #expect(try names(RunSelection(tags: ["slow"])) == ["a", "b"])
        #expect(try names(RunSelection(cases: ["b", "c"], tags: ["quick"])) == ["b"])
        #expect(throws: RunError.noSuchCase("z")) { try names(RunSelection(cases: ["a", "z"])) }
        #expect(throws: RunError.noCases(asked: ["none"])) {
            try names(RunSelection(tags: ["none"]))
        }
    }

    @Test("invalid cases are refused with their problems, and the others run")
    func refusals() async throws {
        let plan = try plan(
            """
            run: cat
            matchers: [{contains: '1'}]
            cases:
              - name: a
                input: 1
              - name: b
                expect: 2
              - name: a
                input: 1
              - name: d
                input: 1
                matchers: []
            """)
        #expect(plan.run.cases.map { $0.refusal == nil } == [true, false, false, false])
        #expect(plan.run.cases[1].refusal?.contains("s.yaml:6:") == true)
        #expect(plan.problems.count == 3)
        let (run, state) = try await run(plan)
        #expect(state == .complete && verdicts(run) == [.passed])
        #expect(RunFigures(of: run).refused == 3)
    }

    @Test("every repetition asks anew, all cases once before any a second time")
    func repetitions() async throws {
        let log = directory.appending(path: "log").path
        let plan = try plan(
            """
            run: 'tee -a \(log)'
            matchers: [{contains: '1'}]
            repeat: 2
            cases:
              - name: a
                input: 1
              - name: b
                input: 2
                repeat: 3
            """, RunSelection(jobs: 1))
        let (run, _) = try await run(plan)
        #expect(try String(contentsOfFile: log, encoding: .utf8) == "1\n2\n1\n2\n2\n")
        #expect(
            RunFigures(of: run).cases.map(\.rate) == [
                PassRate(passed: 2, attempts: 2), PassRate(passed: 0, attempts: 3),
            ])
        #expect(RunFigures(of: run).passAt(2) == 0.5)
        #expect(RunFigures(of: run).passAt(3) == nil)
    }

    @Test("attempts are made at the same time, as many as asked for")
    func jobs() async throws {
        // Each attempt waits for the other's file: one after the other they would wait for ever.
        let plan = try plan(
            """
            run:
              command: 'read n; touch "$n"; while ! [ -e $((3 - n)) ]; do sleep 0.01; done; echo ok'
              timeout: 300
            matchers: [{contains: ok}]
            cases:
              - name: a
                input: 1
              - name: b
                input: 2
            """, RunSelection(jobs: 2))
        #expect(try await verdicts(run(plan).run) == [.passed, .passed])
    }

    @Test("cancelling keeps what was made, and the rest can be made afterwards")
    func resuming() async throws {
        let gate = directory.appending(path: "gate").path
        let plan = try plan(
            """
            run: 'read n; [ $n = 1 ] || [ -e \(gate) ] || exec sleep 1000; echo $n'
            matchers: [{regex: '[123]'}]
            cases:
              - name: a
                input: 1
              - name: b
                input: 2
              - name: c
                input: 3
            """, RunSelection(jobs: 1))
        let made = Counter()
        let task = Task {
            var attempts: [Attempt] = []
            let runner = Runner(
                plan, commands: CommandAgent(pace: .system), models: ModelAgent(pace: .system),
                environment: [:], now: { Timestamp(nanoseconds: 5) })
            let state = try await runner.run {
                attempts.append($0)
                made.increment()
            }
            return (attempts, state)
        }
        while made.value == 0 { await Task.yield() }
        task.cancel()
        let (attempts, state) = try await task.value
        #expect(state == .interrupted && attempts.map(\.key.caseIndex) == [0])
        try Data().write(to: URL(filePath: gate))
        let (run, end) = try await run(plan, after: attempts)
        #expect(end == .complete && verdicts(run) == [.passed, .passed, .passed])
    }

    @Test("a run resumes only what is the same as before")
    func sameAsBefore() throws {
        func suite(_ prompt: String, _ input: Int, _ matcher: String) -> String {
            """
            run: cat
            prompt: \(prompt)
            matchers: [{contains: \(matcher)}]
            cases:
              - name: a
                input: \(input)
            """
        }
        let old = try plan(suite("p", 1, "x")).run
        try plan(suite("p", 1, "x")).checkResumes(old)
        for (text, what) in [
            (suite("q", 1, "x"), "the prompt"), (suite("p", 2, "x"), "the case \"a\""),
            (suite("p", 1, "y"), "the case \"a\""),
        ] {
            #expect(throws: RunError.changedSince(run: "run", what: what)) {
                try plan(text).checkResumes(old)
            }
        }
    }

    @Test("all that a model is asked with is compared, and names of held-out cases are not told")
    func sameModel() throws {
        func suite(_ parameters: String, _ content: String, _ name: String) -> String {
            """
            run:
              model: m
              url: http://localhost
              parameters: {\(parameters)}
              messages: [{role: user, content: \(content)}]
            prompt: p
            judge: {model: j, url: http://localhost, parameters: {\(parameters)}}
            matchers: [{contains: x}]
            cases:
              - name: \(name)
                input: 1
                split: held-out
            """
        }
        let old = try plan(suite("t: 0", "q", "a")).run
        #expect(old.target.hasPrefix("model: m at http://localhost, t: 0, messages: "))
        func differences(_ text: String) throws -> String {
            let plan = try plan(text)
            let error = #expect(throws: RunError.self) { try plan.checkResumes(old) }
            guard case .changedSince(_, let what) = error else { return "" }
            return what
        }
        try plan(suite("t: 0", "q", "a")).checkResumes(old)
        let parameters = try differences(suite("t: 1", "q", "a"))
        #expect(parameters.contains("; the judge (it began with j at http://localhost, t: 0, and"))
        #expect(try differences(suite("t: 0", "r", "a")).hasPrefix("what is run (it began with"))
        #expect(
            try differences(suite("t: 0", "q", "b"))
                == "the cases (it began with 1 held out, and these are 1 held out)")
    }

    @Test("what cannot begin says what to do")
    func unfit() throws {
        let model =
            "run: {model: m}\ncases:\n  - name: a\n    input: 1\n    matchers: [{contains: x}]\n"
        #expect(throws: RunError.missingKey(variable: "OPENAI_API_KEY", model: "m")) {
            try plan(model)
        }
        #expect(throws: RunError.missingPrice(model: "m")) {
            try plan(
                model, RunSelection(maximumCost: MicroDollars(1)),
                environment: ["OPENAI_API_KEY": "k"])
        }
        let graded = """
            run: cat
            matchers:
              - grade: {prompt: p, anchors: {1: a, 2: b, 3: c, 4: d}}
                name: g
            cases:
              - name: a
                input: 1
            """
        #expect(throws: RunError.missingJudge(matcher: "g")) { try plan(graded) }
        let error = #expect(throws: RunError.self) {
            try plan("cases:\n  - name: a\n    input: 1\n")
        }
        #expect(error?.description.contains("does not say what to run") == true)
    }
}

/// Counts from several tasks.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock(\.self) }

    func increment() { count.withLock { $0 += 1 } }
}
