public import Evals
internal import Traces

/// `history.tsv`: the ledger of red and green, a row for each case of each run.
public enum RunHistoryTable {
    /// The table, oldest run first; held-out cases of a run together in one row.
    public static func text(of history: RunHistory) -> String {
        var output = TextBuffer()
        output.line("time\trun\tprompt\tcase\tpassed\tscored\tproof")
        var heldOut: [(line: RunHistory.Line, passed: Int, attempts: Int)] = []
        for (line, isProven) in zip(history.lines, history.isProven) {
            if line.split == .dev {
                write(
                    line, Excerpt.line(line.caseName), line.rate.passed, line.rate.attempts,
                    isProven ? "proven" : "unproven", to: &output)
            } else if heldOut.last?.line.run == line.run, var last = heldOut.popLast() {
                last.passed += line.rate.passed
                last.attempts += line.rate.attempts
                heldOut.append(last)
            } else {
                heldOut.append((line, line.rate.passed, line.rate.attempts))
            }
        }
        for (line, passed, attempts) in heldOut {
            write(line, "(held-out)", passed, attempts, "", to: &output)
        }
        return output.text
    }

    private static func write(
        _ line: RunHistory.Line, _ name: String, _ passed: Int, _ attempts: Int, _ proof: String,
        to output: inout TextBuffer
    ) {
        output.line(
            [
                line.time.description, line.run, line.promptHash.map(RunText.short) ?? "", name,
                String(passed), String(attempts), proof,
            ].joined(separator: "\t"))
    }
}
