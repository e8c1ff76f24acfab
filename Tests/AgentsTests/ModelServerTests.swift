import Foundation
import TestSupport
import Testing

@testable import Agents

@Suite("Asking models over HTTP")
struct ModelServerTests {
    private let server: ModelServer
    private let agent = ModelAgent(pace: .system, policy: RetryPolicy(firstWait: .milliseconds(1)))

    init() throws {
        server = try ModelServer(key: "open-sesame")
    }

    private func request(
        _ format: ModelRequest.WireFormat, path: String = "", key: String? = "open-sesame",
        form: ModelRequest.AnswerForm? = nil, limit: Duration = .seconds(30)
    ) -> ModelRequest {
        ModelRequest(
            format: format,
            url: server.url + path + (format == .openai ? "/v1" : ""), key: key, model: "parrot",
            messages: [
                .init(role: "system", content: "Speak as a pirate. Keep numbers."),
                .init(role: "user", content: "Hello 7 friend"),
            ],
            parameters: [.init(name: "temperature", json: "0")], answerForm: form, timeLimit: limit)
    }

    @Test("both protocols give the answer with its model and tokens", arguments: [true, false])
    func answers(isOpenAI: Bool) async throws {
        let reply = try await agent.reply(to: request(isOpenAI ? .openai : .anthropic))
        #expect(reply.text == "ahoy 7 matey Arr!")
        #expect(reply.model == "parrot-2026")
        #expect(reply.inputTokens == 100 && reply.outputTokens == 10)
    }

    @Test("both protocols give a structured answer as its JSON", arguments: [true, false])
    func structured(isOpenAI: Bool) async throws {
        let form = ModelRequest.AnswerForm(name: "grade", schema: #"{"type":"object"}"#)
        let reply = try await agent.reply(to: request(isOpenAI ? .openai : .anthropic, form: form))
        #expect(reply.text.contains(#""score": "#))
    }

    @Test("a wrong key is a refusal in the server's words", arguments: [true, false])
    func wrongKey(isOpenAI: Bool) async throws {
        await #expect(throws: AgentError.refused(status: 401, message: "wrong key", attempts: 1)) {
            try await agent.reply(to: request(isOpenAI ? .openai : .anthropic, key: "guess"))
        }
    }

    @Test("a server that fails twice is asked three times")
    func flaky() async throws {
        let reply = try await agent.reply(to: request(.openai, path: "/fail/503/2/twice"))
        #expect(reply.attempts == 3)
    }

    @Test("what is no JSON cannot be read, and a redirection is not followed")
    func strange() async throws {
        let garbage = await #expect(throws: AgentError.self) {
            try await agent.reply(to: request(.openai, path: "/garbage"))
        }
        #expect(garbage?.description.contains("cannot be read") == true)
        let redirect = await #expect(throws: AgentError.self) {
            try await agent.reply(to: request(.openai, path: "/redirect"))
        }
        guard case .refused(status: 307, _, _) = redirect else {
            Issue.record("\(String(describing: redirect))")
            return
        }
    }

    @Test("a slow server is given up on, and a call can be cancelled")
    func slow() async throws {
        await #expect(throws: AgentError.timedOut(.milliseconds(100))) {
            try await agent.reply(to: request(.openai, path: "/wait/60", limit: .milliseconds(100)))
        }
        let task = Task { try await agent.reply(to: request(.openai, path: "/wait/60")) }
        task.cancel()
        await #expect(throws: AgentError.cancelled) { try await task.value }
    }

    @Test("nobody at the address is said so, without the secrets of the address")
    func nobody() async throws {
        let request = ModelRequest(
            format: .openai, url: "http://user:password@127.0.0.1:1/v1", key: nil, model: "m",
            messages: [.init(role: "user", content: "x")])
        let error = await #expect(throws: AgentError.self) {
            try await ModelAgent(pace: .system, policy: RetryPolicy(attempts: 1)).reply(to: request)
        }
        #expect(error?.description.contains("127.0.0.1:1/v1/chat/completions") == true)
        #expect(error?.description.contains("password") == false)
    }
}
