public import Evals
internal import Traces

/// `summary.md`: what a run comes to, counts first.
public enum RunSummaryPage {
    /// How many cases that did not pass are told with their reasons.
    private static let mostComplaints = 50

    /// The page.
    ///
    /// Of held-out cases it shows the score, and nothing else.
    ///
    /// Compared with what was known before the run, if anything was; `unproven` are cases that have never failed.
    public static func text(
        of run: EvalRun, baseline: RunBaseline? = nil, unproven: [String] = []
    ) -> String {
        let figures = RunFigures(of: run)
        var output = TextBuffer()
        output.line("# \(Excerpt.name(run.suite)): run \(run.name)")
        output.line()
        writeCounts(of: run, figures, to: &output)
        writeFacts(of: run, figures, to: &output)
        writeComplaints(of: run, figures, to: &output)
        writeMatchers(figures, to: &output)
        if let baseline { write(baseline, of: run, to: &output) }
        writeUnproven(unproven, to: &output)
        return output.text
    }

    private static func write(
        _ baseline: RunBaseline, of run: EvalRun, to output: inout TextBuffer
    ) {
        let comparison = RunComparison(from: baseline, to: run)
        output.line()
        output.line(
            baseline.isPatched
                ? "## Compared with the last verdict of each case"
                : "## Compared with run \(baseline.latestRun)")
        output.line()
        if baseline.isPatched {
            let runs = baseline.runs
            output.line(
                "- compared: \(comparison.compared) of "
                    + AmountText.count(comparison.judged, "case") + " with a verdict"
                    + (runs.isEmpty
                        ? "" : ", with \(AmountText.count(runs.count, "run")) from \(runs[0]) on"))
        }
        RunComparisonPage.write(comparison, to: &output)
    }

    private static func writeCounts(
        of run: EvalRun, _ figures: RunFigures, to output: inout TextBuffer
    ) {
        let total = figures.total
        output.line(
            "- attempted: \(total.attempted), completed: \(total.completed), "
                + "errored: \(total.errored), unscored: \(total.unscored)"
                + (figures.refused > 0
                    ? "; refused: \(AmountText.count(figures.refused, "case")), see below" : ""))
        output.line("- passed: \(RunText.rate(figures.dev.rate))")
        if figures.heldOut.attempted > 0 {
            output.line("- held-out: \(RunText.rate(figures.heldOut.rate))")
        }
        let most = figures.largestRepeat
        guard most > 1 else { return }
        let below = figures.casesBelow(most)
        output.line(
            "- pass@\(most): \(RunText.chance(figures.passAt(most), casesBelow: below, most)); "
                + "pass^\(most): \(RunText.chance(figures.passAll(most), casesBelow: below, most))")
    }

    private static func writeFacts(
        of run: EvalRun, _ figures: RunFigures, to output: inout TextBuffer
    ) {
        output.line("- state: \(run.state.rawValue)")
        let took = run.end.map {
            ", took \(AmountText.duration(nanoseconds: $0.nanoseconds(since: run.start)))"
        }
        output.line("- started: \(run.start)\(took ?? "")")
        output.line("- target: \(Excerpt.line(run.target))")
        if let judge = run.judge { output.line("- judge: \(Excerpt.line(judge))") }
        if let prompt = run.prompt {
            output.line(
                "- prompt: \(RunText.short(prompt.hash)), "
                    + "\(AmountText.count(prompt.characters, "character"))"
                    + (prompt.overlappingCases == 0
                        ? "; no case stands in it word for word"
                        : "; it shares a stretch word for word with "
                            + AmountText.count(prompt.overlappingCases, "case")
                            + ": a prompt that holds its own cases proves nothing"))
        }
        if figures.inputTokens + figures.outputTokens > 0 {
            output.line(
                "- tokens: \(AmountText.count(figures.inputTokens)) in, "
                    + "\(AmountText.count(figures.outputTokens)) out"
                    + (figures.cost.map { "; cost: \(AmountText.dollars($0))" } ?? ""))
        }
    }

    private static func writeComplaints(
        of run: EvalRun, _ figures: RunFigures, to output: inout TextBuffer
    ) {
        let shown = run.cases.indices.filter {
            run.cases[$0].split == .dev
                && !["passed", "not run"].contains(
                    RunText.verdict(figures.cases[$0], of: run.cases[$0]))
        }
        guard !shown.isEmpty else { return }
        output.line()
        output.line("## Cases that did not pass")
        output.line()
        for index in shown.prefix(mostComplaints) {
            let runCase = run.cases[index]
            let counts = figures.cases[index]
            let complaint =
                runCase.refusal.map { Excerpt.line($0) }
                ?? run.attempts(ofCase: index).map(\.complaint).first { !$0.isEmpty } ?? ""
            output.line(
                "- \(runCase.directory)/: \(RunText.verdict(counts, of: runCase))"
                    + (runCase.refusal == nil
                        ? " \(counts.rate.passed)/\(counts.rate.attempts)" : "")
                    + (complaint.isEmpty ? "" : ": \(complaint)"))
        }
        if shown.count > mostComplaints {
            output.line("- and \(shown.count - mostComplaints) more: cases.tsv has them all")
        }
    }

    private static func writeMatchers(_ figures: RunFigures, to output: inout TextBuffer) {
        guard !figures.matchers.isEmpty else { return }
        output.line()
        output.line("## Matchers")
        output.line()
        for matcher in figures.matchers {
            let counts = matcher.counts
            output.line(
                "- \(Excerpt.line(matcher.matcher)): \(RunText.rate(counts.rate))"
                    + (counts.unscored > 0 ? ", unscored: \(counts.unscored)" : "")
                    + (counts.errored > 0 ? ", errored: \(counts.errored)" : ""))
        }
    }

    private static func writeUnproven(_ unproven: [String], to output: inout TextBuffer) {
        guard !unproven.isEmpty else { return }
        output.line()
        output.line("## Unproven")
        output.line()
        output.line(
            "\(AmountText.count(unproven.count, "case")) never failed: nothing shows that "
                + "these can. See one fail before you count on it.")
        output.line()
        for name in unproven.prefix(mostComplaints) { output.line("- \(Excerpt.line(name))") }
        if unproven.count > mostComplaints {
            output.line("- and \(unproven.count - mostComplaints) more: see history.tsv")
        }
    }
}
