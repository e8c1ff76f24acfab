internal import Agents
internal import Evals
internal import JSON

/// What matchers say of one output.
struct OutputJudge: Sendable {
    let maker: AttemptMaker
    let evalCase: EvalCase
    let output: String

    /// What a matcher says; a program that cannot be run, or a judge out of reach, is an outcome.
    ///
    /// - Throws: `AgentError.cancelled` alone.
    func outcome(
        _ name: String, _ matcher: Matcher, _ spending: inout Spending
    ) async throws(AgentError) -> JudgedOutcome {
        if let outcome = matcher.outcome(for: output, expect: evalCase.expect, name: name) {
            return JudgedOutcome(outcome)
        }
        do {
            switch matcher.kind {
            case .command(let command):
                return JudgedOutcome(try await self.outcome(of: command, name))
            case .graded(let rubric): return try await grade(by: rubric, name, &spending)
            case .equals, .contains, .notContains, .regex, .oneOf, .yaml, .jsonSchema:
                return JudgedOutcome(
                    MatchOutcome(
                        matcher: name, verdict: .errored,
                        reason: "the case has no `expect` to compare with"))
            }
        } catch .cancelled {
            throw .cancelled
        } catch {
            return JudgedOutcome(
                MatchOutcome(matcher: name, verdict: .errored, reason: error.description))
        }
    }

    /// The program's word: it ends with 0 for a pass and with 1 for a failure; anything else is none.
    private func outcome(
        of command: CommandTarget, _ name: String
    ) async throws(AgentError) -> MatchOutcome {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("input")
            evalCase.input.write(to: &writer)
            writer.key("expect")
            (evalCase.expect ?? .null).write(to: &writer)
            writer.member("output", output)
        }
        let result = try await maker.result(
            of: command, input: writer.bytes + [UInt8(ascii: "\n")])
        let said = String(decoding: result.output.prefix(4000), as: UTF8.self)
        let reason = said.split(whereSeparator: \.isNewline).joined(separator: "\n")
        switch result.end {
        case .exited(0): return MatchOutcome(matcher: name, verdict: .passed, reason: reason)
        case .exited(1):
            return MatchOutcome(
                matcher: name, verdict: .failed,
                reason: reason.isEmpty ? "the program does not accept it" : reason)
        case .exited, .signalled, .timedOut:
            return MatchOutcome(
                matcher: name, verdict: .errored,
                reason: result.failure(timeoutSeconds: command.timeoutSeconds) ?? "")
        }
    }

    private func grade(
        by rubric: Rubric, _ name: String, _ spending: inout Spending
    ) async throws(AgentError) -> JudgedOutcome {
        guard let judge = maker.plan.judge else {
            throw .unreadable(reason: "the suite names no judge")
        }
        let messages = Judge.messages(
            rubric: rubric, input: evalCase.input, expect: evalCase.expect, output: output)
        let reply = try await maker.models.reply(
            to: judge.request(
                messages, answerForm: .init(name: "grade", schema: Judge.answerSchema),
                environment: maker.environment))
        spending.add(reply, of: judge)
        return JudgedOutcome(
            Judge.outcome(ofAnswer: reply.text, rubric: rubric, name: name),
            judgeModel: reply.model, judgePromptHash: Self.promptHash(of: rubric))
    }

    /// The hash of what a judge is told of its task, whatever it judges.
    static func promptHash(of rubric: Rubric) -> String {
        let messages = Judge.messages(rubric: rubric, input: .null, expect: nil, output: "")
        return ContentHash.hex(
            of: messages.map { Array("\($0.role)\u{0}\($0.content)".utf8) }
                + [Array(Judge.answerSchema.utf8)])
    }
}
