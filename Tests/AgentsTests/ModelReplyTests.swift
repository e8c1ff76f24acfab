import Testing

@testable import Agents

@Suite("Reading what models answer")
struct ModelReplyTests {
    private static let bodies: [(format: ModelRequest.WireFormat, body: String)] = [
        (
            .openai,
            #"{"model":"m-1","choices":[{"finish_reason":"stop","message":{"content":"yes \ud83d\ude00"}}],"usage":{"prompt_tokens":7,"completion_tokens":2}}"#
        ),
        (
            .anthropic,
            #"{"model":"m-1","content":[{"type":"text","text":"yes"},{"type":"tool_use","input":{"score":3}}],"usage":{"input_tokens":5,"cache_read_input_tokens":2,"output_tokens":2}}"#
        ),
    ]

    private func reply(_ body: [UInt8], _ format: ModelRequest.WireFormat) throws -> ModelReply {
        let request = ModelRequest(
            format: format, url: "http://x", key: nil, model: "m", messages: [])
        return try ModelReply(body: body, to: request, attempts: 1)
    }

    @Test("text, model and tokens are read; a tool's input is the answer where there is one")
    func whole() throws {
        let texts = ["yes \u{1F600}", #"{"score":3}"#]
        for (row, text) in zip(Self.bodies, texts) {
            let reply = try reply(Array(row.body.utf8), row.format)
            #expect(reply.text == text && reply.model == "m-1")
            #expect(reply.inputTokens == 7 && reply.outputTokens == 2)
        }
    }

    @Test("a cut or damaged reply is an error that says so, or a reply")
    func damaged() throws {
        for row in Self.bodies {
            let whole = Array(row.body.utf8)
            for index in whole.indices {
                var flipped = whole
                flipped[index] ^= 1 << UInt8(index % 8)
                for body in [Array(whole[..<index]), flipped] {
                    do {
                        let count = try reply(body, row.format).inputTokens ?? 0
                        #expect(count >= 0)
                    } catch AgentError.unreadable(let reason) {
                        #expect(!reason.isEmpty)
                    }
                }
            }
        }
    }
}
