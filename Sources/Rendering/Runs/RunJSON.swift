public import Evals
internal import JSON
internal import Traces

/// A run as JSON, for programs.
public enum RunJSON {
    /// The document on one line, compared with what was known before the run; of held-out cases the counts alone.
    public static func text(of run: EvalRun, baseline: RunBaseline? = nil) -> String {
        let figures = RunFigures(of: run)
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("suite", run.suite)
            writer.member("run", run.name)
            writer.member("state", run.state.rawValue)
            writer.member("start", run.start.description)
            writer.member("end", run.end?.description)
            writer.member("target", run.target)
            writer.member("judge", run.judge)
            writer.member("prompt_sha256", run.prompt?.hash)
            writer.member("prompt_characters", run.prompt.map { Int64($0.characters) })
            writer.member(
                "cases_overlapping_prompt", run.prompt.map { Int64($0.overlappingCases) })
            write(figures, to: &writer)
            if let baseline { write(RunComparison(from: baseline, to: run), baseline, to: &writer) }
            writer.key("cases")
            writer.array { writer in
                for index in run.cases.indices where run.cases[index].split == .dev {
                    write(run, caseAt: index, figures.cases[index], to: &writer)
                }
            }
        }
        return writer.text + "\n"
    }

    private static func write(_ figures: RunFigures, to writer: inout JSONWriter) {
        write(figures.total, to: &writer)
        writer.member("refused", Int64(figures.refused))
        let most = figures.largestRepeat
        writer.member("k", Int64(most))
        writer.member("pass_at_k", figures.passAt(most))
        writer.member("pass_all_k", figures.passAll(most))
        writer.member("input_tokens", Int64(figures.inputTokens))
        writer.member("output_tokens", Int64(figures.outputTokens))
        writer.member("cost_usd", figures.cost.map { Double($0.value) / 1_000_000 })
        if figures.heldOut.attempted > 0 {
            writer.key("held_out")
            writer.object { write(figures.heldOut, to: &$0) }
        }
        writer.key("matchers")
        writer.array { writer in
            for matcher in figures.matchers {
                writer.object { writer in
                    writer.member("matcher", matcher.matcher)
                    write(matcher.counts, to: &writer)
                }
            }
        }
    }

    private static func write(_ counts: RunFigures.Counts, to writer: inout JSONWriter) {
        writer.member("attempted", Int64(counts.attempted))
        writer.member("completed", Int64(counts.completed))
        writer.member("errored", Int64(counts.errored))
        writer.member("unscored", Int64(counts.unscored))
        writer.member("passed", Int64(counts.rate.passed))
        writer.member("scored", Int64(counts.rate.attempts))
        writer.member("pass_rate", counts.rate.value)
        if let interval = counts.rate.wilsonInterval() {
            writer.key("interval")
            writer.array { writer in
                writer.double(interval.lowerBound)
                writer.double(interval.upperBound)
            }
        }
    }

    private static func write(
        _ comparison: RunComparison, _ baseline: RunBaseline, to writer: inout JSONWriter
    ) {
        writer.key("comparison")
        writer.object { writer in
            writer.member("with", baseline.latestRun)
            writer.member("compared", Int64(comparison.compared))
            for (key, names) in [
                ("runs", baseline.runs),
                ("newly_failing", comparison.newlyFailing),
                ("newly_passing", comparison.newlyPassing), ("changed", comparison.changed),
            ] {
                writer.key(key)
                writer.array { writer in for name in names { writer.string(name) } }
            }
            writer.member("held_out_newly_failing", Int64(comparison.heldOutNewlyFailing))
            writer.member("held_out_newly_passing", Int64(comparison.heldOutNewlyPassing))
            writer.member("p_value", comparison.paired.exactPValue)
        }
    }

    private static func write(
        _ run: EvalRun, caseAt index: Int, _ counts: RunFigures.Counts, to writer: inout JSONWriter
    ) {
        let runCase = run.cases[index]
        writer.object { writer in
            writer.member("case", runCase.name)
            writer.member("verdict", RunText.verdict(counts, of: runCase))
            writer.member("refusal", runCase.refusal)
            writer.member("passed", Int64(counts.rate.passed))
            writer.member("scored", Int64(counts.rate.attempts))
            writer.key("attempts")
            writer.array { writer in
                for attempt in run.attempts(ofCase: index) { write(attempt, to: &writer) }
            }
        }
    }

    private static func write(_ attempt: Attempt, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("attempt", Int64(attempt.key.number))
            writer.member("verdict", attempt.verdict.rawValue)
            writer.member("duration_ms", AmountText.milliseconds(attempt.durationNs))
            writer.member("failure", attempt.failure)
            writer.member("output", attempt.output)
            writer.key("matchers")
            writer.array { writer in
                for judged in attempt.outcomes {
                    writer.object { writer in
                        writer.member("matcher", judged.outcome.matcher)
                        writer.member("verdict", judged.outcome.verdict.rawValue)
                        writer.member("grade", judged.outcome.grade.map { Int64($0.score) })
                        writer.member(
                            "reason", judged.outcome.grade?.reason ?? judged.outcome.reason)
                        writer.member("judge", judged.judgeModel)
                        writer.member("judge_prompt_sha256", judged.judgePromptHash)
                    }
                }
            }
        }
    }
}
