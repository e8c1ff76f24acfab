import Foundation
import Store
import Traces

/// A directory with a store, which goes when the value goes.
final class TemporaryStore {
    let directory: URL
    var path: String { directory.appending(path: "traces.dossier").path }

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "store-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: directory)
        } catch {
            print("left behind: \(directory.path): \(error)")
        }
    }

    func open(_ access: Access = .readWrite(creating: true)) throws -> Store {
        try Store(path: path, access: access)
    }
}

/// Records of a trace, with everything that a record can say.
enum Fixture {
    static let trace = TraceID(high: 0x1234_5678_9ABC_DEF0, low: 7)
    static let nowhere = Provenance(format: "", file: "", offsetBytes: 0, lengthBytes: 0)
    static let start = Timestamp(nanoseconds: 1_795_443_200_000_000_000)

    static func span(
        _ id: UInt64, trace: TraceID = trace, name: String = "chat", startMs: Int64 = 0,
        endMs: Int64? = 10, attributes: [Attribute] = [Attribute("k", .string("v"))]
    ) -> Span {
        Span(
            traceID: trace, spanID: SpanID(id), parentID: id > 1 ? SpanID(1) : nil, name: name,
            kind: .client, start: start.advanced(ms: startMs),
            end: endMs.map { start.advanced(ms: $0) },
            status: SpanStatus(.error, message: "no \u{1F600}"), attributes: attributes,
            events: [
                SpanEvent(
                    name: "exception", time: start,
                    attributes: [Attribute("exception.message", .string("boom"))])
            ],
            links: [SpanLink(traceID: TraceID(high: 1, low: 2), spanID: SpanID(3))],
            scope: Scope(name: "lib", version: "1", attributes: [Attribute("s", .bool(true))]),
            resource: Resource(attributes: [Attribute("service.name", .string("api"))]))
    }

    static func log(_ text: String, trace: TraceID = trace) -> LogRecord {
        LogRecord(
            traceID: trace, spanID: SpanID(1), time: start, eventName: "e", severity: "INFO",
            body: .map([Attribute("text", .string(text)), Attribute("n", .int(-5))]))
    }

    static func annotation(_ name: String, trace: TraceID = trace) -> Annotation {
        Annotation(
            traceID: trace, spanID: SpanID(2), name: name, score: 0.25, label: "HIGH",
            explanation: String(repeating: "because ", count: 100), evidence: "quoted", time: start)
    }

    static func batch(
        _ records: [Record], account: String = "acme", kind: InteractionKind = .interaction,
        file: String = "a.json", rejections: [RejectedRecord] = []
    ) -> RecordBatch {
        RecordBatch(
            account: account, kind: kind,
            source: ImportSource(path: file, format: "otlp-json", sizeBytes: 1000),
            records: records.enumerated().map { index, record in
                StoredRecord(
                    record,
                    Provenance(
                        format: "otlp-json", file: file, offsetBytes: index * 10, lengthBytes: 10))
            }, rejections: rejections)
    }

    /// Text that does not compress and repeats nothing.
    static func noise(_ count: Int, seed: UInt64 = 1) -> String {
        var state = seed
        return String(
            decoding: (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(97 + (state >> 33) % 26)
            }, as: UTF8.self)
    }

    /// Messages of about 900 bytes in the parts form.
    static func messages(_ count: Int) -> [String] {
        (0..<UInt64(count)).map { seed in
            #"{"role":"user","content":"\#(noise(900, seed: seed))"}"#
        }
    }

    static func projection(
        _ trace: TraceRow, files: [ProjectedFile], title: String = "a title", startMs: Int64 = 0,
        endMs: Int64? = 1000, conversation: ConversationKey? = nil, line: String = "\tline\n"
    ) -> Projection {
        var totals = Totals()
        totals.modelCalls = 2
        totals.spans = 3
        totals.inputTokens = 100
        totals.cost = MicroDollars(1500)
        return Projection(
            trace: trace, start: start.advanced(ms: startMs),
            end: endMs.map { start.advanced(ms: $0) }, status: .complete, agent: "agent",
            title: title, conversation: conversation, totals: totals, score: 0.5, indexLine: line,
            files: files)
    }

    static func file(_ path: String, _ text: String, isHidden: Bool = false) -> ProjectedFile {
        ProjectedFile(path: path, body: .bytes(Array(text.utf8)), isHidden: isHidden)
    }
}

extension Timestamp {
    func advanced(ms: Int64) -> Timestamp {
        Timestamp(nanoseconds: nanoseconds + ms * 1_000_000)
    }
}

extension Store {
    /// Gives a trace its place and commits a projection of it.
    @discardableResult
    func commitFiles(
        _ files: [ProjectedFile], of trace: TraceRow, title: String = "a title",
        conversation: ConversationKey? = nil, line: String = "\tline\n", endMs: Int64? = 1000,
        verifying: Bool = false
    ) throws -> CommitSummary {
        var trace = trace
        trace.place = try places(
            for: [PlaceRequest(trace: trace, start: Fixture.start, slug: "chat")]
        ).first
        let projection = Fixture.projection(
            trace, files: files, title: title, endMs: endMs, conversation: conversation, line: line)
        return try commit([projection], verifying: verifying) {
            "\($0.name)\t\($0.sums.interactions)\n"
        }
    }
}
