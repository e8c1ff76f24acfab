extension Vocabulary {
    /// Every prefix of many attributes; of two that match, the first counts.
    static let families: [Family] = [
        Family(.flatInputMessages, "llm.input_messages.", .openInference),
        Family(.flatOutputMessages, "llm.output_messages.", .openInference),
        Family(.flatInputMessages, "gen_ai.prompt.", .openLLMetry),
        Family(.flatOutputMessages, "gen_ai.completion.", .openLLMetry),
        Family(.flatTools, "llm.tools.", .openInference),
        Family(.flatFunctions, "llm.request.functions.", .openLLMetry),
        Family(.flatParameters, "gen_ai.request.", .genAI),
        Family(.documents, "retrieval.documents.", .openInference),
        Family(.transport, "http.", .openTelemetry),
        Family(.transport, "rpc.", .openTelemetry),
        Family(.transport, "db.", .openTelemetry),
        Family(.transport, "messaging.", .openTelemetry),
        Family(.transport, "asgi.", .openTelemetry),
        Family(.transport, "net.", .openTelemetry),
        Family(.transport, "network.", .openTelemetry),
        Family(.transport, "url.", .openTelemetry),
    ]

    /// True for an instrumentation of transport.
    static func isTransport(scope name: String) -> Bool {
        guard !name.isEmpty else { return false }
        var name = name
        return name.withUTF8 { bytes in
            transportWords.contains { word in
                bytes.count >= word.count
                    && (0...(bytes.count - word.count)).contains { start in
                        bytes[start] == word[0] && bytes[start...].starts(with: word)
                    }
            }
        }
    }

    private static let transportWords = transportScopes.map { Array($0.utf8) }

    /// Words in the names of instrumentations of transport: HTTP, RPC, database, queues.
    static let transportScopes = [
        "otelhttp", "otelgrpc", "net/http", "instrumentation.httpx", "instrumentation.requests",
        "instrumentation.urllib", "instrumentation.aiohttp", "instrumentation.fastapi",
        "instrumentation.asgi", "instrumentation.wsgi", "instrumentation.starlette",
        "instrumentation.flask", "instrumentation.django", "instrumentation.grpc",
        "instrumentation.sqlalchemy", "instrumentation.psycopg", "instrumentation.asyncpg",
        "instrumentation.redis", "instrumentation.pymongo", "instrumentation.kafka",
        "instrumentation.celery", "instrumentation-http", "instrumentation-undici",
        "instrumentation-express", "instrumentation-pg", "instrumentation-redis",
        "instrumentation-net", "instrumentation-dns", "a2a-python-sdk", "mcp.server.lowlevel",
    ]
}
