import Compression
import Foundation
import Ingest
import TestSupport
import Testing
import Traces

@Suite(.enabled(if: SharedData.isPresent, "shared data set is absent"))
struct OTLPHostileInputTests {
    private static let samples = [
        "otlp-agentevals/hand/openai_v2_logs_span_id.json",
        "otlp-agentevals/hand/duplicate_span_ids.json",
        "otlp-agentevals/adk_py/v2_event_only/S1.json",
        "derived-otlp-protobuf-agentevals/S5.traces.pb",
    ]

    @Test("cut anywhere, a file gives no more spans than the whole", arguments: samples)
    func cut(name: String) throws {
        let bytes = Array(try Data(contentsOf: SharedData.url(name)))
        let format: any TraceFormat.Type =
            name.hasSuffix(".pb") ? OTLPProtobuf.self : OTLPJSON.self
        let whole = try DecodedOTLP(InputFile(path: name, bytes: bytes), as: format)
        #expect(whole.rejections.isEmpty)
        for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            let part = InputFile(path: name, bytes: Array(bytes[..<end]))
            let decoded = try DecodedOTLP(part, as: format)
            #expect(whole.records.starts(with: decoded.records))
            _ = try? Formats.detect(part)
        }
        let stream = Gzip.compressed(bytes)
        for end in stride(from: 3, to: stream.count, by: max(1, stream.count / 50)) {
            let part = InputFile(path: name, bytes: Array(stream[..<end]))
            #expect(whole.records.starts(with: try DecodedOTLP(part, as: format).records))
        }
    }

    @Test("with any byte changed, decoding ends without a crash", arguments: samples)
    func flip(name: String) throws {
        let bytes = Array(try Data(contentsOf: SharedData.url(name)))
        let format: any TraceFormat.Type =
            name.hasSuffix(".pb") ? OTLPProtobuf.self : OTLPJSON.self
        for offset in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            for change: UInt8 in [0x01, 0x80, 0x22 ^ bytes[offset], 0xFF] where change != 0 {
                var changed = bytes
                changed[offset] ^= change
                let file = InputFile(path: name, bytes: changed)
                _ = try DecodedOTLP(file, as: format)
            }
            let file = InputFile(path: name, bytes: Array(bytes[offset...].prefix(4096)))
            _ = try? Formats.detect(file)
        }
    }
}
