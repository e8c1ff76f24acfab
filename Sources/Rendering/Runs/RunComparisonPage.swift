public import Evals

/// What changed between two runs.
public enum RunComparisonPage {
    /// The comparison with its heading.
    public static func text(from before: EvalRun, to after: EvalRun) -> String {
        var output = TextBuffer()
        output.line("# \(Excerpt.name(after.suite)): \(before.name) to \(after.name)")
        output.line()
        for run in [before, after] {
            output.line(
                "- \(run.name): \(RunText.rate(RunFigures(of: run).total.rate))"
                    + (run.prompt.map { ", prompt \(RunText.short($0.hash))" } ?? ""))
        }
        write(RunComparison(from: before, to: after), to: &output)
        return output.text
    }

    /// The lines without a heading.
    static func write(_ comparison: RunComparison, to output: inout TextBuffer) {
        write("newly failing", comparison.newlyFailing, comparison.heldOutNewlyFailing, to: &output)
        write("newly passing", comparison.newlyPassing, comparison.heldOutNewlyPassing, to: &output)
        output.line(
            "- unchanged: \(comparison.stillPassing) passing, \(comparison.stillFailing) failing")
        if !comparison.changed.isEmpty {
            output.line("- changed since, not compared: \(names(comparison.changed))")
        }
        if comparison.unpaired > 0 {
            output.line(
                "- without a verdict in one of the runs, not compared: \(comparison.unpaired)")
        }
        output.line(
            "- exact McNemar test: p = \(RunText.pValue(comparison.paired.exactPValue))")
    }

    private static func write(
        _ label: String, _ cases: [String], _ heldOut: Int, to output: inout TextBuffer
    ) {
        output.line(
            "- \(label): \(cases.count)" + (cases.isEmpty ? "" : " (\(names(cases)))")
                + (heldOut > 0 ? ", held-out: \(heldOut)" : ""))
    }

    private static func names(_ cases: [String]) -> String {
        let shown = cases.prefix(50).map { Excerpt.name($0) }.joined(separator: ", ")
        return cases.count > 50 ? shown + ", and \(cases.count - 50) more" : shown
    }
}
