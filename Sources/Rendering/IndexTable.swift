public import Traces

/// `index.tsv`: one row per interaction, for `awk`, `sort` and `wc -l`.
public enum IndexTable {
    /// The header line, ended.
    public static let header =
        [
            "path", "start", "status", "agent", "duration_ms", "llm_calls", "tool_calls", "errors",
            "input_tokens", "output_tokens", "cost_usd", "score", "annotations",
            "cost_basis", "title",
        ].joined(separator: "\t") + "\n"

    /// A row from behind its path: from the first tab to the end of the line.
    public static func line(of interaction: Interaction) -> String {
        let totals = Totals(of: interaction)
        let hasTimes = interaction.start != .epoch
        let duration = interaction.end.map {
            AmountText.milliseconds($0.nanoseconds(since: interaction.start))
        }
        let fields = [
            hasTimes ? interaction.start.description : "",
            interaction.status.rawValue,
            Excerpt.line(interaction.agent ?? "", bytes: 80),
            hasTimes ? duration.map(String.init) ?? "" : "",
            String(totals.modelCalls), String(totals.toolCalls), String(totals.failures),
            String(totals.inputTokens), String(totals.outputTokens),
            totals.cost.map { AmountText.plainDollars($0) } ?? "",
            score(of: interaction).map { AmountText.number($0) } ?? "",
            String(interaction.annotations.count), costBasis(of: totals),
            Excerpt.line(interaction.title, bytes: 120),
        ]
        return "\t" + fields.joined(separator: "\t") + "\n"
    }

    /// Whether a cost is `recorded`, or `estimated` in whole or in part; empty without one.
    public static func costBasis(of totals: Totals) -> String {
        guard totals.cost != nil else { return "" }
        return totals.estimatedCalls == 0 ? "recorded" : "estimated"
    }

    /// The score of the whole interaction: the one named `overall`, or else the only one; nil
    /// without one.
    public static func score(of interaction: Interaction) -> Double? {
        let scored = interaction.annotations.filter { $0.spanID == nil && $0.score != nil }
        let overall = scored.first { $0.name.lowercased() == "overall" }
        return overall?.score ?? (scored.count == 1 ? scored[0].score : nil)
    }
}
