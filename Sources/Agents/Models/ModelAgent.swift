/// Asks models.
public struct ModelAgent: Sendable {
    private let pace: Pace
    private let policy: RetryPolicy
    private let send: @Sendable (HTTPCall) async throws -> HTTPReply

    /// Creates an agent that asks over HTTP.
    public init(pace: Pace, policy: RetryPolicy = RetryPolicy()) {
        self.init(pace: pace, policy: policy) { try await HTTPExchange.send($0) }
    }

    /// Creates an agent that sends its requests by `send`.
    init(
        pace: Pace, policy: RetryPolicy = RetryPolicy(),
        send: @escaping @Sendable (HTTPCall) async throws -> HTTPReply
    ) {
        self.pace = pace
        self.policy = policy
        self.send = send
    }

    /// Asks, and asks again where that may help, within the time of the request.
    ///
    /// - Throws: `badAddress`, `unreachable`, `refused`, `asksForPatience`, `unreadable`, `timedOut`
    ///   and `cancelled`.
    public func reply(to request: ModelRequest) async throws(AgentError) -> ModelReply {
        let call = try request.httpCall()
        let found: (reply: HTTPReply, attempts: Int)?
        do {
            found = try await TimeLimit.run(request.timeLimit, pace: pace) {
                try await answer(to: call, patience: min(policy.patience, request.timeLimit))
            }
        } catch {
            if Task.isCancelled || error is CancellationError { throw .cancelled }
            throw error as? AgentError
                ?? .unreachable(url: call.shownURL, reason: "\(error)")
        }
        if Task.isCancelled { throw .cancelled }
        guard let answer = found else { throw .timedOut(request.timeLimit) }
        guard (200...299).contains(answer.reply.status) else {
            throw .refused(
                status: answer.reply.status,
                message: ModelReply.message(ofRefusal: answer.reply.body),
                attempts: answer.attempts)
        }
        return try ModelReply(body: answer.reply.body, to: request, attempts: answer.attempts)
    }

    /// The first answer that asking again would not change, or the last one.
    private func answer(
        to call: HTTPCall, patience: Duration
    ) async throws -> (reply: HTTPReply, attempts: Int) {
        var attempt = 1
        while true {
            var asked: Duration?
            do {
                let reply = try await send(call)
                guard RetryPolicy.isTransient(status: reply.status), attempt < policy.attempts
                else { return (reply, attempt) }
                asked = RetryAfter.wait(askedBy: reply, epochSeconds: pace.epochSeconds())
                if let asked, asked > patience {
                    throw AgentError.asksForPatience(status: reply.status, asked)
                }
            } catch let error as AgentError {
                guard case .unreachable = error, attempt < policy.attempts else { throw error }
            }
            // Never earlier than asked, and not all at the same moment.
            let own = policy.wait(afterAttempt: attempt, random: pace.random())
            try await pace.sleep(asked.map { $0 + own * 0.1 } ?? own)
            attempt += 1
        }
    }
}
