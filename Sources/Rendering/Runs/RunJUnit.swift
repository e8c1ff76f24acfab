public import Evals
internal import Foundation
internal import Traces

/// A run as JUnit XML, for continuous integration.
public enum RunJUnit {
    /// What a test case tells beyond its name.
    private enum Outcome {
        case passed
        case failure(String)
        case error(String)
        case skipped(String)
    }

    /// The document: a test case for each attempt, refused cases as errors, and one for all held-out cases.
    public static func text(of run: EvalRun) -> String {
        var tests: [(name: String, durationNs: Int64, outcome: Outcome)] = []
        for (index, runCase) in run.cases.enumerated() where runCase.split == .dev {
            if let refusal = runCase.refusal { tests.append((runCase.name, 0, .error(refusal))) }
            for attempt in run.attempts(ofCase: index) {
                let name =
                    runCase.repeatCount > 1
                    ? "\(runCase.name) (\(attempt.key.number))" : runCase.name
                tests.append((name, attempt.durationNs, outcome(of: attempt)))
            }
        }
        if let heldOut = heldOutOutcome(of: run) { tests.append(("held-out", 0, heldOut)) }
        return document(of: run, tests)
    }

    /// What became of all held-out cases together; nil without any.
    private static func heldOutOutcome(of run: EvalRun) -> Outcome? {
        let counts = RunFigures(of: run).heldOut
        let refused = run.cases.count { $0.split == .heldOut && $0.refusal != nil }
        guard counts.attempted + refused > 0 else { return nil }
        let others = [
            (counts.errored, "errored"), (counts.unscored, "unscored"), (refused, "refused"),
        ].filter { $0.0 > 0 }.map { ", \($0) \($1)" }.joined()
        let score = "\(counts.rate.passed)/\(counts.rate.attempts) passed\(others)"
        if counts.rate.passed < counts.rate.attempts { return .failure(score) }
        if counts.errored + refused > 0 { return .error(score) }
        return counts.unscored > 0 ? .skipped(score) : .passed
    }

    private static func outcome(of attempt: Attempt) -> Outcome {
        switch attempt.verdict {
        case .passed: .passed
        case .failed: .failure(reasons(of: attempt))
        case .errored: .error(attempt.failure ?? reasons(of: attempt))
        case .unscored: .skipped(reasons(of: attempt))
        }
    }

    private static func reasons(of attempt: Attempt) -> String {
        attempt.outcomes.filter { $0.outcome.verdict != .passed }.map { judged in
            let outcome = judged.outcome
            return "\(outcome.matcher): \(outcome.verdict.rawValue)"
                + (outcome.grade.map { ", grade \($0.score): \($0.reason)" }
                    ?? ": \(outcome.reason)")
        }.joined(separator: "\n")
    }

    private static func document(
        of run: EvalRun, _ tests: [(name: String, durationNs: Int64, outcome: Outcome)]
    ) -> String {
        var counts = (failures: 0, errors: 0, skipped: 0)
        var body = TextBuffer()
        for test in tests {
            body.append(
                "  <testcase classname=\(quoted(run.suite)) name=\(quoted(test.name)) "
                    + "time=\"\(seconds(test.durationNs))\"")
            switch test.outcome {
            case .passed: body.line("/>")
            case .failure(let text):
                counts.failures += 1
                body.line(element("failure", text))
            case .error(let text):
                counts.errors += 1
                body.line(element("error", text))
            case .skipped(let text):
                counts.skipped += 1
                body.line(element("skipped", text))
            }
        }
        var output = TextBuffer()
        output.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        let end = run.end ?? run.start
        output.line(
            "<testsuite name=\(quoted(run.suite)) tests=\"\(tests.count)\" "
                + "failures=\"\(counts.failures)\" errors=\"\(counts.errors)\" "
                + "skipped=\"\(counts.skipped)\" timestamp=\"\(run.start)\" "
                + "time=\"\(seconds(end.nanoseconds(since: run.start)))\">")
        output.append(body.bytes)
        output.line("</testsuite>")
        return output.text
    }

    private static func element(_ name: String, _ text: String) -> String {
        "><\(name) message=\(quoted(Excerpt.line(text)))>\(escaped(text))</\(name)></testcase>"
    }

    private static func seconds(_ nanoseconds: Int64) -> String {
        String(AmountText.duration(nanoseconds: nanoseconds).dropLast())
    }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// Text that XML can hold: control characters, which it cannot, are shown as escapes.
    private static func escaped(_ text: String) -> String {
        DisplayText.escaped(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
