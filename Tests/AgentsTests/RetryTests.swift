import Synchronization
import Testing

@testable import Agents

@Suite("Asking again")
struct RetryTests {
    private static let request = ModelRequest(
        format: .openai, url: "http://models.test/v1/", key: "k", model: "m",
        messages: [.init(role: "user", content: "hello")], timeLimit: .seconds(3600))
    private static let answer = HTTPReply(
        status: 200, body: Array(#"{"choices":[{"message":{"content":"yes"}}]}"#.utf8))

    /// A server that gives its replies one after the other, the last one for ever.
    private func agent(
        _ pace: RecordedPace, policy: RetryPolicy = RetryPolicy(),
        _ replies: [Result<HTTPReply, AgentError>]
    ) -> (agent: ModelAgent, calls: @Sendable () -> Int) {
        let script = Script(replies)
        let agent = ModelAgent(pace: pace.pace, policy: policy) { _ in try script.next() }
        return (agent, { script.calls })
    }

    private func refusal(
        _ status: Int, after: String? = nil, milliseconds: String? = nil
    ) -> Result<HTTPReply, AgentError> {
        .success(
            HTTPReply(
                status: status, retryAfter: after, retryAfterMilliseconds: milliseconds,
                body: Array(#"{"error":{"message":"slow down"}}"#.utf8)))
    }

    @Test("waits grow, half of them chance, and the answer tells how often it was asked for")
    func backOff() async throws {
        let pace = RecordedPace(random: 0)
        let (agent, calls) = agent(
            pace, [refusal(429), refusal(503), refusal(500), .success(Self.answer)])
        let reply = try await agent.reply(to: Self.request)
        #expect(reply.text == "yes" && reply.attempts == 4 && calls() == 4)
        #expect(pace.waits == [.milliseconds(500), .seconds(1), .seconds(2)])
        let other = RecordedPace(random: 1)
        _ = try await self.agent(other, [refusal(429), .success(Self.answer)]).agent
            .reply(to: Self.request)
        #expect(other.waits == [.seconds(1)])
    }

    @Test("the server's own wait is kept: seconds, milliseconds or a date")
    func retryAfter() async throws {
        for (reply, least) in [
            (refusal(429, after: "7"), Duration.seconds(7)),
            (refusal(429, after: "9", milliseconds: "1500"), .milliseconds(1500)),
            (refusal(503, after: "Thu, 01 Jan 1970 00:01:40 GMT"), .seconds(40)),
        ] {
            let pace = RecordedPace(epochSeconds: 60)
            _ = try await agent(pace, [reply, .success(Self.answer)]).agent.reply(to: Self.request)
            let wait = try #require(pace.waits.first)
            #expect(wait >= least && wait < least + .milliseconds(200))
        }
    }

    @Test("a server that asks for more patience than there is ends the call")
    func impatient() async throws {
        let (agent, calls) = agent(RecordedPace(), [refusal(429, after: "3600")])
        await #expect(throws: AgentError.asksForPatience(status: 429, .seconds(3600))) {
            try await agent.reply(to: Self.request)
        }
        #expect(calls() == 1)
    }

    @Test(
        "a refusal that asking again would not change is not asked again",
        arguments: [400, 401, 404])
    func final(status: Int) async throws {
        let (agent, calls) = agent(RecordedPace(), [refusal(status)])
        await #expect(
            throws: AgentError.refused(status: status, message: "slow down", attempts: 1)
        ) { try await agent.reply(to: Self.request) }
        #expect(calls() == 1)
    }

    @Test("attempts end, and a server out of reach is asked again as well")
    func exhausted() async throws {
        let pace = RecordedPace()
        let down = AgentError.unreachable(url: "u", reason: "refused")
        let (agent, calls) = agent(pace, [.failure(down), refusal(502)])
        await #expect(
            throws: AgentError.refused(status: 502, message: "slow down", attempts: 5)
        ) { try await agent.reply(to: Self.request) }
        #expect(calls() == 5 && pace.waits.count == 4)
    }

    @Test("time that is over ends the call, waits included")
    func timeLimit() async throws {
        var request = Self.request
        request.timeLimit = .milliseconds(20)
        let agent = ModelAgent(pace: .system) { [refusal = refusal(429)] _ in
            try refusal.get()
        }
        await #expect(throws: AgentError.timedOut(.milliseconds(20))) {
            try await agent.reply(to: request)
        }
        // Nobody waits for what would come too late.
        let asked = ModelAgent(pace: .system) { [refusal = refusal(429, after: "60")] _ in
            try refusal.get()
        }
        await #expect(throws: AgentError.asksForPatience(status: 429, .seconds(60))) {
            try await asked.reply(to: request)
        }
    }
}

/// Replies in order.
private final class Script: Sendable {
    private struct State {
        var replies: [Result<HTTPReply, AgentError>]
        var calls = 0
    }

    private let state: Mutex<State>

    init(_ replies: [Result<HTTPReply, AgentError>]) {
        state = Mutex(State(replies: replies))
    }

    var calls: Int { state.withLock(\.calls) }

    func next() throws -> HTTPReply {
        try state.withLock { state in
            state.calls += 1
            return state.replies.count > 1 ? state.replies.removeFirst() : state.replies[0]
        }.get()
    }
}
