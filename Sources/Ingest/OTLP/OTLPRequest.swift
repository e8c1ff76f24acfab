public import Traces

/// The body of an export request, decoded: what OTLP's receivers get.
public struct OTLPRequest: Sendable {
    /// How a body is encoded.
    public enum Encoding: Hashable, Sendable, CaseIterable {
        /// Protobuf.
        case protobuf
        /// JSON.
        case json
    }

    /// What a body carries.
    public enum Signal: Hashable, Sendable, CaseIterable {
        /// Spans.
        case traces
        /// Log records.
        case logs
    }

    /// The records, in the order of the body.
    public private(set) var records: [(record: Record, provenance: Provenance)] = []
    /// What is no record.
    public private(set) var rejections: [Rejection] = []
    /// How many of the rejections are single spans or log records.
    public private(set) var rejectedRecords = 0

    /// False when nothing of the body could be read as a request.
    public var isReadable: Bool {
        rejections.isEmpty || !records.isEmpty || rejectedRecords > 0
    }

    /// Decodes a body that is not compressed; `source` is what provenance calls it.
    ///
    /// Where in the body a record stood is not kept, because the body is not kept.
    public init(_ body: [UInt8], _ encoding: Encoding, _ signal: Signal, source: String) {
        guard !Self.isEmpty(body, encoding) else { return }
        let noun = signal == .traces ? OTLPSignal.traces.noun : OTLPSignal.logs.noun
        let file = InputFile(path: source, bytes: body)
        do {
            try Self.format(of: encoding).decode(file) { decoded in
                switch decoded {
                case .record(let record, var provenance):
                    provenance.offsetBytes = 0
                    provenance.lengthBytes = 0
                    records.append((record, provenance))
                case .rejected(let rejection):
                    if rejection.reason.hasPrefix("\(noun): ") { rejectedRecords += 1 }
                    rejections.append(rejection)
                }
            }
        } catch {
            let provenance = Self.format(of: encoding).provenance(of: file, at: 0..<body.count)
            rejections.append(
                Rejection(provenance: provenance, reason: "\(error)", bytes: body))
        }
    }

    /// The request that has no member: every encoder may send it, and it is no damage.
    private static func isEmpty(_ body: [UInt8], _ encoding: Encoding) -> Bool {
        guard encoding == .json, body.count < 64 else { return body.isEmpty }
        let blanks = " \t\r\n".utf8
        return body.filter { !blanks.contains($0) }.elementsEqual("{}".utf8)
    }

    private static func format(of encoding: Encoding) -> any TraceFormat.Type {
        switch encoding {
        case .protobuf: OTLPProtobuf.self
        case .json: OTLPJSON.self
        }
    }
}
