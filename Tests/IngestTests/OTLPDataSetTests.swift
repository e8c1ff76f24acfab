import Compression
import Foundation
import Ingest
import TestSupport
import Testing
import Traces

@Suite(.enabled(if: SharedData.isPresent, "shared data set is absent"))
struct OTLPDataSetTests {
    @Test("all recorded files of agentevals give 102 traces, 884 spans and 368 log records")
    func agentevals() throws {
        let list = try FileList(at: SharedData.url("otlp-agentevals").path)
        #expect(
            list.paths
                == list.paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        #expect(list.skipped.contains { $0.path.hasSuffix("SOURCE.md") })
        var traces: Set<TraceID> = []
        var counts = (spans: 0, logs: 0, rejections: 0)
        for path in list.paths {
            let decoded = try DecodedOTLP(InputFile(path: path))
            traces.formUnion(decoded.spans.map(\.traceID))
            counts.spans += decoded.spans.count
            counts.logs += decoded.logs.count
            counts.rejections += decoded.rejections.count
        }
        #expect(traces.count == 102)
        #expect(counts == (884, 368, 0))
    }

    @Test("the same spans as JSON, protobuf, gzip of both, and batches are equal")
    func encodings() throws {
        let list = try FileList(at: SharedData.url("derived-otlp-from-trail").path)
        var count = 0
        for path in list.paths where path.hasSuffix(".otlp.json") {
            let json = try DecodedOTLP(InputFile(path: path))
            let base = path.dropLast(".otlp.json".count)
            let protobufPath = "\(base).otlp.pb"
            let protobuf = try DecodedOTLP(InputFile(path: protobufPath))
            #expect(protobuf.spans == json.spans)
            #expect(protobuf.rejections.isEmpty && json.rejections.isEmpty)
            for path in [path, protobufPath] {
                let bytes = Gzip.compressed(Array(try Data(contentsOf: URL(filePath: path))))
                let decoded = try DecodedOTLP(InputFile(path: "\(path).gz", bytes: bytes))
                #expect(decoded.spans == json.spans)
            }
            let batchesPath = "\(base).batches.jsonl"
            if list.paths.contains(batchesPath) {
                let batches = try DecodedOTLP(InputFile(path: batchesPath))
                #expect(batches.sortedSpans == json.sortedSpans)
                #expect(batches.rejections.isEmpty)
                try Self.expectHonestOffsets(batches, in: batchesPath)
            }
            try Self.expectHonestOffsets(json, in: path)
            count += json.spans.count
        }
        #expect(count == 100)
    }

    @Test(
        "protobuf of agentevals gives the spans of its JSON",
        arguments: [
            ("S5.traces.pb", "adk_py/v2_span_only/S5.json"),
            ("claude_native_2turn.traces.pb", "kagent/v1.0.0-alpha9/claude_native_2turn.json"),
        ])
    func protobuf(name: String, original: String) throws {
        let directory = try SharedData.url("derived-otlp-protobuf-agentevals")
        let protobuf = try DecodedOTLP(InputFile(path: directory.appending(path: name).path))
        let json = try DecodedOTLP(
            InputFile(path: SharedData.url("otlp-agentevals").appending(path: original).path))
        #expect(protobuf.spans == json.spans)
        #expect(protobuf.rejections.isEmpty)
        #expect(!protobuf.spans.isEmpty)
    }

    @Test("files of other formats are not taken for OTLP")
    func otherFormats() throws {
        let paths = [
            "trail-openinference/annotations_gaia", "jaeger-kagent-agentevals", "inspect-logs",
            "otel-flat-spans-strands-evals", "tau-bench", "codex-rollouts-codemie",
        ]
        for path in paths {
            for file in try FileList(at: SharedData.url(path).path).paths.prefix(3) {
                let sample = try FileSample(of: InputFile(path: file))
                for recognition in [
                    OTLPJSON.recognition(of: sample), OTLPProtobuf.recognition(of: sample),
                ] {
                    guard case .yes(let confidence, let reason) = recognition else { continue }
                    Issue.record("\(file) was taken for OTLP: \(confidence), \(reason)")
                }
            }
        }
    }

    /// Checks that a span's provenance is the stretch of the file that describes it.
    private static func expectHonestOffsets(_ decoded: DecodedOTLP, in path: String) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        for (span, provenance) in zip(decoded.spans, decoded.provenances) {
            let end = provenance.offsetBytes + provenance.lengthBytes
            let stretch = bytes[provenance.offsetBytes..<end]
            #expect(stretch.first == UInt8(ascii: "{") && stretch.last == UInt8(ascii: "}"))
            let text = String(decoding: stretch, as: UTF8.self)
            #expect(text.contains(span.spanID.description))
        }
    }
}
