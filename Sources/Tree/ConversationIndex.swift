internal import Rendering
public import Store
internal import Traces

/// The rows of `conversations/index.tsv`.
public enum ConversationIndex {
    /// The names of the columns, in a line.
    static let header =
        "path\tinteractions\tfirst_start\tlast_start\tfailed\tllm_calls\ttool_calls\terrors"
        + "\tinput_tokens\toutput_tokens\tcost_usd\tcost_basis\n"

    /// The row of a conversation.
    public static func line(of row: ConversationRow) -> String {
        let sums = row.sums
        let columns = [
            row.name, "\(sums.interactions)", sums.firstStart.map { "\($0)" } ?? "",
            sums.lastStart.map { "\($0)" } ?? "", "\(sums.failed)", "\(sums.totals.modelCalls)",
            "\(sums.totals.toolCalls)", "\(sums.totals.failures)", "\(sums.totals.inputTokens)",
            "\(sums.totals.outputTokens)", sums.totals.cost.map(Self.dollars) ?? "",
            IndexTable.costBasis(of: sums.totals),
        ]
        return columns.joined(separator: "\t") + "\n"
    }

    private static func dollars(_ cost: MicroDollars) -> String {
        let (whole, part) = cost.value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(part)
        let zeros = String(repeating: "0", count: 6 - digits.count)
        return "\(cost.value < 0 ? "-" : "")\(whole).\(zeros)\(digits)"
    }
}
