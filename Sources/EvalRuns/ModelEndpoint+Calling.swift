internal import Agents
internal import Evals
internal import Traces

extension ModelEndpoint {
    /// The endpoint with the address that the environment gives, when the suite gives none.
    ///
    /// `OPENAI_BASE_URL` and `ANTHROPIC_BASE_URL` are what the providers' own libraries read.
    func resolved(in environment: [String: String]) -> ModelEndpoint {
        guard url == wireProtocol.standardURL else { return self }
        let variable =
            switch wireProtocol {
            case .openai: "OPENAI_BASE_URL"
            case .anthropic: "ANTHROPIC_BASE_URL"
            }
        guard let given = environment[variable], !given.isEmpty else { return self }
        var endpoint = self
        endpoint.url = given
        return endpoint
    }

    /// True for the providers themselves, who answer nobody without a key.
    var needsKey: Bool { url == wireProtocol.standardURL }

    /// A request with these messages.
    func request(
        _ messages: [ModelTarget.Message], answerForm: ModelRequest.AnswerForm? = nil,
        environment: [String: String]
    ) -> ModelRequest {
        ModelRequest(
            format: wireProtocol == .openai ? .openai : .anthropic, url: url,
            key: environment[keyVariable].flatMap { $0.isEmpty ? nil : $0 }, model: model,
            messages: messages.map { ModelRequest.Message(role: $0.role, content: $0.content) },
            parameters: parameters.map {
                ModelRequest.Parameter(name: $0.name, json: $0.value.json)
            },
            answerForm: answerForm, timeLimit: .seconds(timeoutSeconds))
    }

    /// What a reply cost; nil without a price, or when the reply does not say how many tokens there were.
    func cost(of reply: ModelReply) -> MicroDollars? {
        guard let price, reply.inputTokens != nil || reply.outputTokens != nil else { return nil }
        func amount(_ tokens: Int?, _ perMillion: Int64) -> Double {
            Double(tokens ?? 0) * Double(perMillion) / 1_000_000
        }
        let sum =
            amount(reply.inputTokens, price.inputMicroDollars)
            + amount(reply.outputTokens, price.outputMicroDollars)
        return Int64(exactly: sum.rounded(.up)).map { MicroDollars($0) }
    }
}
