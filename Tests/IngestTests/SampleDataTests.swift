import TestSupport
import Testing
import Traces

@testable import Ingest

@Suite struct SampleDataTests {
    /// What one file holds, counted by reading it.
    struct Expectation: Sendable {
        var file: String
        var interactions: Int
        var spans: Int
        var modelCalls: Int
        var toolCalls: Int
        var annotations: Int
    }

    static let expectations: [Expectation] = [
        row("interactions/2026-11-16-swap", 3, 25, 8, 5, 0),
        row("interactions/2026-11-17-normal-graph", 1, 6, 2, 1, 0),
        row("interactions/2026-11-18-close-all", 1, 9, 3, 2, 0),
        row("interactions/2026-11-18-rate-limited", 1, 6, 2, 1, 0),
        row("interactions/2026-11-18-update", 2, 15, 5, 3, 1),
        row("interactions/2026-11-19-severity", 1, 3, 1, 0, 0),
        row("interactions/2026-11-20-langsam", 1, 7, 2, 2, 0),
        row("interactions/2026-11-20-what-changed", 1, 11, 2, 4, 0),
        row("investigations/2026-11-17-webhook-duplicates", 1, 18, 4, 6, 0),
        row("investigations/2026-11-18-late-escalations", 1, 19, 5, 7, 1),
        row("investigations/2026-11-19-hostile-names", 1, 17, 5, 5, 0),
        row("investigations/2026-11-19-replica-lag", 1, 24, 7, 7, 2),
        row("investigations/2026-11-20-silent-push", 1, 12, 4, 2, 0),
        row("investigations/2026-11-20-status-page-limit", 1, 44, 11, 15, 1),
    ]

    @Test(
        "every file has the interactions, calls and judgements that it was written with",
        arguments: expectations)
    func counts(expected: Expectation) throws {
        let interactions = try Self.interactions(expected.file)
        let totals = interactions.map(Totals.init(of:))
        #expect(interactions.count == expected.interactions)
        #expect(totals.map(\.spans).reduce(0, +) == expected.spans)
        #expect(totals.map(\.modelCalls).reduce(0, +) == expected.modelCalls)
        #expect(totals.map(\.toolCalls).reduce(0, +) == expected.toolCalls)
        #expect(interactions.flatMap(\.annotations).count == expected.annotations)
        #expect(interactions.flatMap(\.problems) == [])
        #expect(interactions.allSatisfy { !$0.asked.isEmpty && $0.conversationID != nil })
    }

    @Test("the two interactions that end in an error failed, and no other")
    func statuses() throws {
        for expected in Self.expectations {
            let isFailed =
                expected.file.contains("silent-push") || expected.file.contains("limited")
            for interaction in try Self.interactions(expected.file) {
                #expect(interaction.status == (isFailed ? .failed : .complete), "\(expected.file)")
                #expect(interaction.answered.isEmpty == isFailed, "\(expected.file)")
            }
        }
    }

    @Test("the report of the parameter limit asks with a picture and answers with the arithmetic")
    func statusPageLimit() throws {
        let interaction = try #require(
            try Self.interactions("investigations/2026-11-20-status-page-limit").first)
        #expect(interaction.agent == "investigator")
        #expect(interaction.title.hasPrefix("Fennimore Freight (org_41ZK) cannot create"))
        let isPNG = interaction.asked.flatMap(\.parts).contains { part in
            guard case .blob("image/png", let bytes) = part else { return false }
            return bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
        }
        #expect(isPNG)
        #expect(interaction.answered.last?.text.contains("2 x 57,507 + 3 = 115,017") == true)
        #expect(interaction.steps.contains { $0.content == .agent(name: "code-researcher") })
        #expect(interaction.annotations.map(\.name) == ["root-cause"])
    }

    @Test("a log of 400 KB is whole in its tool's result, and cut only where the agent cut it")
    func hugeResult() throws {
        let interaction = try #require(
            try Self.interactions("investigations/2026-11-18-late-escalations").first)
        let results = interaction.steps.compactMap { step -> String? in
            guard case .tool(let call) = step.content else { return nil }
            return call.result
        }
        let longest = try #require(results.max { $0.utf8.count < $1.utf8.count })
        #expect(longest.utf8.count > 390_000)
        #expect(longest.contains("age_s=671"))
    }

    @Test("the turns of a conversation share its identity")
    func conversation() throws {
        let turns = try Self.interactions("interactions/2026-11-16-swap")
        #expect(Set(turns.map(\.conversationID)) == ["conv_7Y2KQ1"])
        #expect(turns.map { $0.asked.last?.text.count } == [35, 49, 31])
    }

    private static func interactions(_ file: String) throws -> [Interaction] {
        let input = try InputFile(path: SampleData.path("\(file).json"))
        let format = try Formats.detect(input).format
        var records: [TraceID: [Record]] = [:]
        try format.decode(input) { decoded in
            switch decoded {
            case .record(let record, _): records[record.traceID, default: []].append(record)
            case .rejected(let rejection): Issue.record("\(file): \(rejection.reason)")
            }
        }
        return records.values.compactMap(Interpretation.interaction(of:))
            .sorted { $0.start < $1.start }
    }

    private static func row(
        _ file: String, _ interactions: Int, _ spans: Int, _ modelCalls: Int, _ toolCalls: Int,
        _ annotations: Int
    ) -> Expectation {
        Expectation(
            file: file, interactions: interactions, spans: spans, modelCalls: modelCalls,
            toolCalls: toolCalls, annotations: annotations)
    }
}
