internal import JSON
internal import OTLPMessages
internal import SwiftProtobuf

/// What OTLP's receivers answer.
public enum OTLPResponse {
    /// The body of a success; with rejected records it says how many, and why the first.
    public static func success(
        _ signal: OTLPRequest.Signal, _ encoding: OTLPRequest.Encoding, rejected: Int,
        message: String
    ) throws -> [UInt8] {
        switch (encoding, signal) {
        case (.json, _): Array(json(signal, rejected: rejected, message: message).utf8)
        case (.protobuf, .traces):
            try Opentelemetry_Proto_Collector_Trace_V1_ExportTraceServiceResponse.with {
                guard rejected > 0 || !message.isEmpty else { return }
                $0.partialSuccess.rejectedSpans = Int64(rejected)
                $0.partialSuccess.errorMessage = message
            }.serializedBytes()
        case (.protobuf, .logs):
            try Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceResponse.with {
                guard rejected > 0 || !message.isEmpty else { return }
                $0.partialSuccess.rejectedLogRecords = Int64(rejected)
                $0.partialSuccess.errorMessage = message
            }.serializedBytes()
        }
    }

    /// The body of a failure: a `google.rpc.Status` without a code, as the specification allows.
    public static func failure(_ message: String, _ encoding: OTLPRequest.Encoding) -> [UInt8] {
        switch encoding {
        case .json:
            var writer = JSONWriter()
            writer.object { $0.member("message", message) }
            return Array(writer.text.utf8)
        case .protobuf:
            // Field 2 of the status, a text.
            let text = Array(message.utf8.prefix(0x3fff))
            var bytes: [UInt8] = [2 << 3 | 2]
            if text.count >= 0x80 { bytes.append(UInt8(text.count & 0x7f) | 0x80) }
            bytes.append(UInt8(text.count >= 0x80 ? text.count >> 7 : text.count))
            return bytes + text
        }
    }

    private static func json(
        _ signal: OTLPRequest.Signal, rejected: Int, message: String
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            guard rejected > 0 || !message.isEmpty else { return }
            writer.key("partialSuccess")
            writer.object { writer in
                let name = signal == .traces ? "rejectedSpans" : "rejectedLogRecords"
                writer.member(name, "\(rejected)")
                writer.member("errorMessage", message)
            }
        }
        return writer.text
    }
}
