import Testing
import Traces

@Suite struct PriceTableTests {
    private static let text = """
        # US dollars for a million tokens
        ["gpt-4o-mini*"]   # all of them
        input = 0.15
        output = 0.60
        cache_read = 0.075

        ["gpt-*"]
        input = 2
        output = 1_0

        [claude]
        input = 3.0
        output = 15e0
        cache_write = 3.75
        """

    private func table() throws -> PriceTable { try PriceTable(text: Self.text) }

    @Test("the longest name that fits a model counts, with its provider or without")
    func names() throws {
        let table = try table()
        #expect(table.price(of: "gpt-4o-mini-2024-07-18")?.input == 0.15)
        #expect(table.price(of: "openai/gpt-4o-mini")?.input == 0.15)
        #expect(table.price(of: "gpt-5")?.output == 10)
        #expect(table.price(of: "claude")?.cacheWrite == 3.75)
        #expect(table.price(of: "claude-2") == nil)
        #expect(table.price(of: "") == nil)
    }

    @Test("what a cache gave or took has a price of its own")
    func caches() throws {
        let price = Price(input: 1, output: 10, cacheRead: 0.1, cacheWrite: 2)
        let usage = Usage(
            inputTokens: 1000, outputTokens: 10, cacheReadTokens: 400, cacheWriteTokens: 100)
        #expect(price.cost(of: usage)?.value == 840)
        #expect(Price(input: 1, output: 1).cost(of: usage)?.value == 1010)
        #expect(price.cost(of: Usage()) == nil)
        #expect(Price(input: 1e300, output: 1).cost(of: usage) == nil)
    }

    @Test("calls that record a cost keep it, others with a price get an estimate")
    func interaction() throws {
        let trace = TraceID(high: 1, low: 2)
        func step(_ id: UInt64, _ call: ModelCall) -> Step {
            Step(
                span: Span(
                    traceID: trace, spanID: SpanID(id), name: "chat", start: .epoch, end: nil),
                content: .model(call))
        }
        let usage = Usage(inputTokens: 10, outputTokens: 1)
        let interaction = Interaction(
            traceID: trace, name: "n", title: "t", start: .epoch, end: nil, status: .complete,
            steps: [
                step(1, ModelCall(responseModel: "gpt-5", usage: usage, cost: MicroDollars(7))),
                step(2, ModelCall(requestModel: "gpt-5", responseModel: "x", usage: usage)),
                step(3, ModelCall(responseModel: "unknown", usage: usage)),
                step(4, ModelCall(responseModel: "gpt-5")),
            ])
        let totals = Totals(of: try table().priced(interaction))
        #expect(totals.cost?.value == 37)
        #expect(totals.estimatedCalls == 1)
        #expect(Totals(of: PriceTable().priced(interaction)).cost?.value == 7)
    }

    @Test(
        "a text that is no table says in which line and why",
        arguments: [
            ("input = 1", 1), ("[a\ninput = 1", 1), ("[a]\ninput = one", 2),
            ("[a]\ninput = 1\n", 1), ("[a]\ninput = 1\noutput = 1\nprompt = 1", 4),
            ("[a]\ninput = 1\ninput = 2", 3), ("[a]\ninput = 1\noutput = -1", 3),
            ("[a]\ninput = 1\noutput = 1\n['a']\ninput = 1", 4), ("[a.b]", 1), ("[\"a]", 1),
        ])
    func errors(text: String, line: Int) throws {
        let error = #expect(throws: PriceTableError.self) {
            try PriceTable(text: text)
        }
        #expect(error?.line == line)
    }
}
