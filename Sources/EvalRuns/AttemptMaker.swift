internal import Agents
internal import Evals
internal import JSON
internal import Traces

/// Makes one attempt at a case: its output, and what the matchers say of it.
struct AttemptMaker: Sendable {
    let plan: RunPlan
    let commands: CommandAgent
    let models: ModelAgent
    let environment: [String: String]
    let now: @Sendable () -> Timestamp

    /// The attempt; an output that fails is one too.
    ///
    /// - Throws: `AgentError.cancelled` alone.
    func attempt(_ planned: PlannedCase, _ key: AttemptKey) async throws(AgentError) -> Attempt {
        var attempt = Attempt(key: key, start: now())
        var spending = Spending()
        do {
            switch plan.target {
            case .command(let command):
                attempt.output = try await output(of: command, for: planned.evalCase)
            case .model(let model):
                let reply = try await models.reply(to: request(model, for: planned.evalCase))
                spending.add(reply, of: model.endpoint)
                attempt.output = reply.text
                attempt.model = reply.model
            }
        } catch .cancelled {
            throw .cancelled
        } catch {
            attempt.failure = error.description
        }
        attempt.durationNs = max(0, now().nanoseconds(since: attempt.start))
        if let output = attempt.output {
            let judge = OutputJudge(maker: self, evalCase: planned.evalCase, output: output)
            for (name, matcher) in planned.matchers {
                attempt.outcomes.append(try await judge.outcome(name, matcher, &spending))
            }
        }
        attempt.usage = spending.usage
        attempt.cost = spending.cost
        return attempt
    }

    /// Runs a program with JSON on its standard input, where the suite is.
    func result(
        of command: CommandTarget, input: [UInt8]
    ) async throws(AgentError) -> CommandResult {
        var variables: [String: String] = [:]
        if let prompt = plan.prompt { variables["DOSSIER_PROMPT"] = prompt }
        return try await commands.run(
            CommandCall(
                arguments: command.arguments, input: input, environment: variables,
                directory: plan.directory, timeLimit: .seconds(command.timeoutSeconds)))
    }

    private func output(
        of command: CommandTarget, for evalCase: EvalCase
    ) async throws(AgentError) -> String {
        let result = try await result(of: command, input: Array((evalCase.input.json + "\n").utf8))
        if let failure = result.failure(timeoutSeconds: command.timeoutSeconds) {
            throw .unreadable(reason: failure)
        }
        guard !result.isOutputCut else {
            throw .unreadable(
                reason: "the program printed \(result.outputBytes) bytes, "
                    + "more than the \(result.output.count) that are kept")
        }
        return String(decoding: result.output, as: UTF8.self)
    }

    private func request(
        _ model: ModelTarget, for evalCase: EvalCase
    ) throws(AgentError) -> ModelRequest {
        var values: [String: EvalValue] = ["input": evalCase.input]
        if let prompt = plan.prompt { values["prompt"] = .string(prompt) }
        var messages = model.messages
        if messages.isEmpty {
            if let prompt = plan.prompt { messages.append(.init(role: "system", content: prompt)) }
            messages.append(.init(role: "user", content: evalCase.input.text))
        } else {
            for index in messages.indices {
                let filled = Template.filled(messages[index].content, with: values)
                guard filled.missing.isEmpty else {
                    throw .unreadable(
                        reason: "the case has nothing for "
                            + filled.missing.map { "{{\($0)}}" }.joined(separator: ", "))
                }
                messages[index].content = filled.text
            }
        }
        return model.endpoint.request(messages, environment: environment)
    }
}

extension CommandResult {
    /// What went wrong with a program that was to end well, with the end of what it said; nil when
    /// nothing did.
    func failure(timeoutSeconds: Double) -> String? {
        let said = String(decoding: diagnostics.suffix(2000), as: UTF8.self)
            .split(whereSeparator: \.isNewline).suffix(5).joined(separator: "\n")
        let end: String
        switch self.end {
        case .exited(0): return nil
        case .exited(let status): end = "the program ended with status \(status)"
        case .signalled(let signal): end = "signal \(signal) ended the program"
        case .timedOut: end = "the program ran longer than \(timeoutSeconds) s"
        }
        return said.isEmpty ? end : "\(end): \(said)"
    }
}
