/// Which attributes the content of a step already tells, so that the page of its span need not.
enum ToldMeanings {
    /// Told by any step, or by the interaction.
    static let always: Set<Meaning> = [
        .operation, .kindWord, .requestType, .title, .tags, .eventName, .omittedInputCount,
        .inputFollows, .toolAttachments,
    ]
    /// Told by a failure.
    static let failure: Set<Meaning> = [.errorType, .errorMessage, .success]
    /// The messages of a model call, wherever they stand.
    static let messages: Set<Meaning> = [
        .systemInstructions, .inputMessages, .outputMessages, .toolDefinitions, .modelRequest,
        .modelResponse, .flatInputMessages, .flatOutputMessages, .flatTools, .flatFunctions,
        .input, .output, .inputType, .outputType,
    ]

    /// Told by the content of a kind of step.
    static func of(_ stepClass: StepClass) -> Set<Meaning> {
        switch stepClass {
        case .model: call
        case .tool: tool
        case .agent: [.agentName, .allMessages]
        case .chain, .retrieval, .embedding, .check, .plumbing, .other: []
        }
    }

    private static let call = messages.union([
        .provider, .requestModel, .responseModel, .agentName, .inputTokens, .uncachedInputTokens,
        .outputTokens, .totalTokens, .cacheReadTokens, .cacheWriteTokens, .reasoningTokens, .cost,
        .finishReasons, .parameters, .flatParameters, .success,
    ])
    private static let tool: Set<Meaning> = [
        .toolName, .toolCallID, .toolSummary, .toolArguments, .toolResult, .command, .input,
        .output, .inputType, .outputType, .agentName, .modelRequest, .modelResponse, .success,
    ]
}
