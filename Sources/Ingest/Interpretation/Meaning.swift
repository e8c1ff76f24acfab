/// What an attribute means, whatever its convention calls it.
enum Meaning: UInt8, CaseIterable {
    // What a span is.
    case operation, kindWord, requestType
    // Who answers.
    case provider, requestModel, responseModel, agentName, entityName, conversation
    // What a model call used.
    case inputTokens, uncachedInputTokens, outputTokens, totalTokens
    case cacheReadTokens, cacheWriteTokens, reasoningTokens, cost, finishReasons
    case usageDetails, costDetails
    // What went in and out.
    case systemInstructions, inputMessages, outputMessages, allMessages, toolDefinitions
    case modelRequest, modelResponse, parameters
    case input, output, inputType, outputType, userPrompt
    // Tool calls.
    case toolName, toolCallID, toolType, toolSummary, toolArguments, toolParameters, toolResult
    case command
    // Failures.
    case errorType, errorMessage, success
    // Dossier's own.
    case title, tags, omittedInputCount, inputFollows, toolAttachments
    // Evaluations and events.
    case eventName, evaluationName, evaluationScore, evaluationLabel, evaluationExplanation
    case evaluationAuthor
    // Families: many keys under one prefix.
    case flatInputMessages, flatOutputMessages, flatTools, flatFunctions, flatParameters
    case documents
    // Transport: HTTP, RPC, database, messaging.
    case transport
}
