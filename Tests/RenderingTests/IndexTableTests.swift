import Rendering
import Testing
import Traces

@Suite struct IndexTableTests {
    @Test("a row has one field for each column, whatever the title holds")
    func fields() {
        var interaction = SampleInteraction.value
        interaction.title = "tabs\tand\nnewlines\u{202e}"
        interaction.agent = nil
        let row = "dir" + IndexTable.line(of: interaction)
        let columns = IndexTable.header.split(separator: "\t", omittingEmptySubsequences: false)
        let values = row.dropLast().split(separator: "\t", omittingEmptySubsequences: false)
        #expect(values.count == columns.count)
        #expect(row.hasSuffix("tabs and newlines\\u202e\n"))
        #expect(!row.dropLast().contains("\n"))
        #expect(values[1] == "2026-11-20T14:32:05.123Z" && values[4] == "61250")
    }

    @Test("the score is the one named overall, or the only one of the whole interaction")
    func score() {
        #expect(IndexTable.score(of: SampleInteraction.value) == 4)
        var interaction = SampleInteraction.value
        interaction.annotations = [
            Annotation(traceID: interaction.traceID, name: "a", score: 1),
            Annotation(traceID: interaction.traceID, name: "b", score: 2),
        ]
        #expect(IndexTable.score(of: interaction) == nil)
    }

    @Test("an estimated cost says so, and is still a number")
    func costBasis() {
        var totals = Totals()
        #expect(IndexTable.costBasis(of: totals) == "")
        totals.cost = MicroDollars(5)
        #expect(IndexTable.costBasis(of: totals) == "recorded")
        totals.estimatedCalls = 1
        #expect(IndexTable.costBasis(of: totals) == "estimated")
    }
}
