import Rendering
import Traces

/// An interaction of an assistant for incidents, with everything that makes rendering hard.
enum SampleInteraction {
    static let facts = InteractionFacts(
        account: "northwind", kind: .investigation,
        directoryName: "143205-incident-chat-3f9a2c1d",
        provenance: [
            Provenance(
                format: "otlp-json", file: "2026-11-20.json", offsetBytes: 512, lengthBytes: 20_480),
            Provenance(
                format: "otlp-json", file: "2026-11-20.json", offsetBytes: 20_992,
                lengthBytes: 4_096),
        ],
        conversationDirectory: "thread-4711")

    static let traceID = TraceID(high: 0x3f9a_2c1d_0000_0001, low: 0x77)
    static let start = Timestamp(nanoseconds: 1_795_185_125_123_000_000)

    static let systemPrompt = """
        You are the incident assistant of Northwind. You answer from evidence alone: logs, configuration
        and queries of the systems that you can reach.

        # Rules
        1. Never change a production system.
        2. Say what you looked at and what you could not look at.
        3. End with a report: cause, evidence, next steps.
        """

    static let question = """
        Users cannot create status pages since this morning. The page answers "Something went wrong".
        Screenshot attached. What is going on?
        """

    static let report = """
        # Status pages cannot be created

        **Cause.** The field `component` is backed by a catalogue of 57,507 entries. Saving a page
        checks every entry with two parameters, 115,017 in one statement; PostgreSQL accepts 65,535.

        **Evidence**
        - `bind message has 115017 parameter formats` in the log of `status-api` since 08:12 UTC
        - the configuration service did not answer, so that the limit of the catalogue is not checked

        **Next steps**
        1. Check entries in batches of 1,000.
        2. Page the owners of the configuration service.
        """

    static let logs = """
        {"hits":2,"lines":["08:12:44 ERROR status-api save failed\\npq: bind message has 115017 parameter \
        formats but 65535 is the limit\\n  at PageStore.save (store.go:218)\\n  at Handler.create \
        (handler.go:77)","08:13:02 ERROR status-api save failed: same as above"],"query":{"service":\
        "status-api","level":"error"},"truncated":false}
        """

    static let stackTrace = """
        Traceback (most recent call last):
          File "agent/config.py", line 41, in get_config
            return client.get(path, timeout=30)
          File "agent/http.py", line 88, in get
            raise TimeoutError(f"no answer from {host} within {timeout}s")
        TimeoutError: no answer from config.internal within 30s
        """

    /// The smallest PNG.
    static let image: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52,
    ]

    static let value = Interaction(
        traceID: traceID, name: "incident-chat",
        title: "Users cannot create status pages since this morning.",
        start: start, end: at(61_250), status: .complete, conversationID: "thread-4711",
        agent: "incident-chat",
        asked: [
            Message(
                role: "user",
                parts: [.text(question), .blob(mediaType: "image/png", bytes: image)])
        ],
        answered: [Message(role: "assistant", parts: [.text(report)])],
        steps: steps, annotations: annotations, tags: ["sev2", "status pages"],
        problems: ["the parent 00000000000000ff of span 0000000000000001 is missing"])

    static func at(_ milliseconds: Int64) -> Timestamp {
        Timestamp(nanoseconds: start.nanoseconds + milliseconds * 1_000_000)
    }

    static let annotations = [
        Annotation(
            traceID: traceID, name: "overall", score: 4, author: "reviewer",
            time: at(3_600_000)),
        Annotation(
            traceID: traceID, spanID: SpanID(12), name: "wrong-turn", label: "unneeded call",
            explanation: "The first query already showed the parameter limit.",
            evidence: """
                pq: bind message has 115017 parameter formats but 65535 is the limit
                  at PageStore.save (store.go:218)
                  at Handler.create (handler.go:77)
                08:13:02 ERROR status-api save failed: same as above, and more of the same as evidence
                """,
            severity: "LOW", author: "human"),
        Annotation(traceID: traceID, spanID: SpanID(0xdead), name: "lost", score: 0.5),
    ]
}
