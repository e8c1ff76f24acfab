extension Vocabulary {
    /// Every name of one attribute.
    static let rows: [Row] = kindRows + callRows + contentRows + toolRows + otherRows

    private static let kindRows: [Row] = [
        Row(.operation, [("gen_ai.operation.name", .genAI)]),
        Row(
            .kindWord,
            [
                ("openinference.span.kind", .openInference),
                ("traceloop.span.kind", .openLLMetry),
                ("langfuse.observation.type", .langfuse),
                ("span.type", .claudeCode), ("langsmith.span.kind", .langSmith),
            ]),
        Row(.requestType, [("llm.request.type", .openLLMetry)]),
    ]

    private static let callRows: [Row] = [
        Row(
            .provider,
            [
                ("gen_ai.provider.name", .genAI), ("gen_ai.system", .genAIDeprecated),
                ("llm.provider", .openInference), ("llm.system", .openInference),
            ]),
        Row(
            .requestModel,
            [
                ("gen_ai.request.model", .genAI), ("llm.request.model", .openLLMetry),
                ("llm.model_name", .openInference), ("model", .claudeCode),
                ("model_name", .pydanticAI), ("langfuse.observation.model.name", .langfuse),
            ]),
        Row(
            .responseModel,
            [("gen_ai.response.model", .genAI), ("llm.response.model", .openLLMetry)]),
        Row(
            .agentName,
            [
                ("gen_ai.agent.name", .genAI), ("agent.name", .openInference),
                ("agent_name", .pydanticAI),
            ]),
        Row(
            .entityName,
            [
                ("traceloop.entity.name", .openLLMetry), ("gen_ai.workflow.name", .genAI),
                ("traceloop.workflow.name", .openLLMetry),
            ]),
        Row(
            .conversation,
            [
                ("gen_ai.conversation.id", .genAI), ("session.id", .openInference),
                ("gcp.vertex.agent.session_id", .adk),
                ("traceloop.association.properties.session_id", .openLLMetry),
                ("traceloop.association.properties.conversation_id", .openLLMetry),
                ("traceloop.association.properties.thread_id", .openLLMetry),
                ("traceloop.association.properties.chat_id", .openLLMetry),
                ("langfuse.session.id", .langfuse),
            ]),
        Row(
            .inputTokens,
            [
                ("gen_ai.usage.input_tokens", .genAI),
                ("gen_ai.usage.prompt_tokens", .genAIDeprecated),
                ("llm.token_count.prompt", .openInference),
                ("llm.usage.prompt_tokens", .openLLMetry),
            ]),
        Row(.uncachedInputTokens, [("input_tokens", .claudeCode)]),
        Row(
            .outputTokens,
            [
                ("gen_ai.usage.output_tokens", .genAI),
                ("gen_ai.usage.completion_tokens", .genAIDeprecated),
                ("llm.token_count.completion", .openInference),
                ("llm.usage.completion_tokens", .openLLMetry), ("output_tokens", .claudeCode),
            ]),
        Row(
            .totalTokens,
            [
                ("gen_ai.usage.total_tokens", .genAIDeprecated),
                ("llm.token_count.total", .openInference),
                ("llm.usage.total_tokens", .openLLMetry),
            ]),
        Row(
            .cacheReadTokens,
            [
                ("gen_ai.usage.cache_read.input_tokens", .genAI),
                ("gen_ai.usage.cache_read_input_tokens", .genAIDeprecated),
                ("llm.token_count.prompt_details.cache_read", .openInference),
                ("gen_ai.usage.details.cache_read_tokens", .pydanticAI),
                ("cache_read_tokens", .claudeCode),
            ]),
        Row(
            .cacheWriteTokens,
            [
                ("gen_ai.usage.cache_creation.input_tokens", .genAI),
                ("gen_ai.usage.cache_creation_input_tokens", .genAIDeprecated),
                ("gen_ai.usage.cache_write_input_tokens", .genAIDeprecated),
                ("llm.token_count.prompt_details.cache_write", .openInference),
                ("gen_ai.usage.details.cache_write_tokens", .pydanticAI),
                ("cache_creation_tokens", .claudeCode),
            ]),
        Row(
            .reasoningTokens,
            [
                ("gen_ai.usage.reasoning.output_tokens", .genAI),
                ("gen_ai.usage.reasoning_tokens", .genAIDeprecated),
                ("llm.token_count.completion_details.reasoning", .openInference),
                ("gen_ai.usage.details.reasoning_tokens", .pydanticAI),
            ]),
        Row(
            .cost,
            [
                ("gen_ai.usage.cost", .genAIDeprecated), ("llm.cost.total", .openInference),
                ("operation.cost", .pydanticAI), ("cost_usd", .claudeCode),
            ]),
        Row(.usageDetails, [("langfuse.observation.usage_details", .langfuse)]),
        Row(.costDetails, [("langfuse.observation.cost_details", .langfuse)]),
        Row(
            .finishReasons,
            [
                ("gen_ai.response.finish_reasons", .genAI),
                ("gen_ai.response.finish_reason", .genAIDeprecated),
                ("llm.response.finish_reason", .openLLMetry), ("stop_reason", .claudeCode),
            ]),
    ]

    private static let contentRows: [Row] = [
        Row(.systemInstructions, [("gen_ai.system_instructions", .genAI)]),
        Row(
            .inputMessages,
            [("gen_ai.input.messages", .genAI), ("gen_ai.prompt", .genAIDeprecated)]),
        Row(
            .outputMessages,
            [("gen_ai.output.messages", .genAI), ("gen_ai.completion", .genAIDeprecated)]),
        Row(.allMessages, [("pydantic_ai.all_messages", .pydanticAI)]),
        Row(
            .toolDefinitions,
            [("gen_ai.tool.definitions", .genAI), ("gen_ai.request.tools", .genAIDeprecated)]),
        Row(.modelRequest, [("gcp.vertex.agent.llm_request", .adk)]),
        Row(.modelResponse, [("gcp.vertex.agent.llm_response", .adk)]),
        Row(
            .parameters,
            [
                ("llm.invocation_parameters", .openInference),
                ("langfuse.observation.model.parameters", .langfuse),
                ("langsmith.invocation_params", .langSmith),
            ]),
        Row(
            .input,
            [
                ("input.value", .openInference), ("traceloop.entity.input", .openLLMetry),
                ("langfuse.observation.input", .langfuse), ("langsmith.inputs", .langSmith),
            ]),
        Row(
            .output,
            [
                ("output.value", .openInference), ("traceloop.entity.output", .openLLMetry),
                ("langfuse.observation.output", .langfuse), ("final_result", .pydanticAI),
                ("langsmith.outputs", .langSmith),
            ]),
        Row(.inputType, [("input.mime_type", .openInference)]),
        Row(.outputType, [("output.mime_type", .openInference)]),
        Row(.userPrompt, [("user_prompt", .claudeCode)]),
    ]

    private static let toolRows: [Row] = [
        Row(
            .toolName,
            [
                ("gen_ai.tool.name", .genAI), ("tool.name", .openInference),
                ("tool_call.function.name", .openInference), ("tool_name", .claudeCode),
            ]),
        Row(
            .toolCallID,
            [
                ("gen_ai.tool.call.id", .genAI), ("tool_call.id", .openInference),
                ("tool.id", .openInference), ("tool_use_id", .claudeCode),
            ]),
        Row(.toolType, [("gen_ai.tool.type", .genAI)]),
        Row(
            .toolSummary,
            [("gen_ai.tool.description", .genAI), ("tool.description", .openInference)]),
        Row(
            .toolArguments,
            [
                ("gen_ai.tool.call.arguments", .genAI),
                ("gcp.vertex.agent.tool_call_args", .adk),
                ("tool_call.function.arguments", .openInference),
                ("tool_arguments", .pydanticAI), ("tool_input", .claudeCode),
            ]),
        Row(.toolParameters, [("tool.parameters", .openInference)]),
        Row(
            .toolResult,
            [
                ("gen_ai.tool.call.result", .genAI), ("gcp.vertex.agent.tool_response", .adk),
                ("tool_response", .pydanticAI),
            ]),
        Row(.command, [("full_command", .claudeCode)]),
    ]

    private static let otherRows: [Row] = [
        Row(.errorType, [("error.type", .openTelemetry), ("error_class", .claudeCode)]),
        Row(.errorMessage, [("error.message", .openTelemetry), ("error", .claudeCode)]),
        Row(.success, [("success", .claudeCode)]),
        Row(.title, [("dossier.title", .dossier)]),
        Row(
            .tags,
            [
                ("dossier.tags", .dossier), ("tag.tags", .openInference),
                ("langfuse.trace.tags", .langfuse),
            ]),
        Row(.omittedInputCount, [("dossier.input.omitted_messages", .dossier)]),
        Row(.inputFollows, [("dossier.input.follows", .dossier)]),
        Row(.toolAttachments, [("dossier.tool.attachments", .dossier)]),
        Row(
            .eventName,
            [("event.name", .openTelemetry), ("otel.event.name", .openTelemetry)]),
        Row(.evaluationName, [("gen_ai.evaluation.name", .genAI)]),
        Row(.evaluationScore, [("gen_ai.evaluation.score.value", .genAI)]),
        Row(.evaluationLabel, [("gen_ai.evaluation.score.label", .genAI)]),
        Row(.evaluationExplanation, [("gen_ai.evaluation.explanation", .genAI)]),
        Row(.evaluationAuthor, [("gen_ai.evaluation.evaluator.name", .genAI)]),
    ]
}
