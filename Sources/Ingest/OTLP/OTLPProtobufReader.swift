import OTLPMessages
import SwiftProtobuf
import Traces

/// Walks a request in protobuf form down to its records, and decodes them one by one.
///
/// The three outer levels are walked by hand, because protobuf's decoder would need memory for the
/// whole request, loses the offsets, and refuses everything for one bad byte.
struct OTLPProtobufReader {
    /// The file that is read.
    let file: InputFile
    private let bytes: UnsafeRawBufferPointer
    private let options: BinaryDecodingOptions

    init(_ file: InputFile, bytes: UnsafeRawBufferPointer) {
        self.file = file
        self.bytes = bytes
        var options = BinaryDecodingOptions()
        // Three messages for each level of maps, and a record around them.
        options.messageDepthLimit = OTLPWords.maximumValueDepth * 3 + 16
        self.options = options
    }

    /// Reads the whole request.
    func read(into sink: (Decoded) throws -> Void) throws {
        try forEachField(of: 0..<bytes.count, into: sink) { field in
            guard field.number == 1, field.encoding == .delimited else { return }
            try readResourceGroup(field.content, into: sink)
        }
    }

    private func readResourceGroup(
        _ range: Range<Int>, into sink: (Decoded) throws -> Void
    ) throws {
        let message = try wrapper(
            Opentelemetry_Proto_Resource_V1_Resource.self, of: range, as: .resource, into: sink)
        let resource = Resource(attributes: message?.attributes.map { Attribute($0) } ?? [])
        try forEachField(of: range, into: sink) { field in
            guard OTLPProtobuf.isScopeGroup(field) else { return }
            try readScopeGroup(field.content, resource: resource, into: sink)
        }
    }

    private func readScopeGroup(
        _ range: Range<Int>, resource: Resource, into sink: (Decoded) throws -> Void
    ) throws {
        let message = try wrapper(
            Opentelemetry_Proto_Common_V1_InstrumentationScope.self, of: range, as: .scope,
            into: sink)
        let scope = message.map { Scope($0) } ?? Scope()
        try forEachField(of: range, into: sink) { field in
            guard field.number == 2, field.encoding == .delimited else { return }
            let signal = OTLPProtobuf.signal(ofRecord: bytes, in: field.content) ?? .traces
            let record: Record
            do throws(OTLPMalformed) {
                if field.isCut { throw .cut }
                record = try self.record(
                    field.content, of: signal, scope: scope, resource: resource)
            } catch {
                let reason = "\(signal.noun): \(error.reason)"
                return try reject(field.content, reason, into: sink)
            }
            try sink(.record(record, OTLPProtobuf.provenance(of: file, at: field.content)))
        }
    }

    private func record(
        _ range: Range<Int>, of signal: OTLPSignal, scope: Scope, resource: Resource
    ) throws(OTLPMalformed) -> Record {
        switch signal {
        case .traces:
            let message = try decoded(Opentelemetry_Proto_Trace_V1_Span.self, range, as: .span)
            return .span(try Span(message, scope: scope, resource: resource))
        case .logs:
            let message = try decoded(
                Opentelemetry_Proto_Logs_V1_LogRecord.self, range, as: .logRecord)
            return .log(try LogRecord(message, scope: scope, resource: resource))
        }
    }

    /// The resource or scope of a group, its field 1; nil when there is none, or after its rejection.
    private func wrapper<Message: SwiftProtobuf.Message>(
        _ type: Message.Type, of range: Range<Int>, as shape: WireRepair.Message,
        into sink: (Decoded) throws -> Void
    ) throws -> Message? {
        guard let found = OTLPProtobuf.content(ofField: 1, of: bytes, in: range) else {
            return nil
        }
        do throws(OTLPMalformed) {
            return try decoded(type, found, as: shape)
        } catch {
            try reject(found, "resource or scope: \(error.reason)", into: sink)
            return nil
        }
    }

    /// Decodes a message; what protobuf's decoder refuses is repaired first.
    private func decoded<Message: SwiftProtobuf.Message>(
        _ type: Message.Type, _ range: Range<Int>, as shape: WireRepair.Message
    ) throws(OTLPMalformed) -> Message {
        do {
            return try Message(serializedBytes: [UInt8](bytes[range]), options: options)
        } catch {
            do {
                let repaired = try WireRepair(bytes).repaired(range, as: shape)
                return try Message(serializedBytes: repaired, options: options)
            } catch {
                throw OTLPMalformed(reason: "no valid protobuf")
            }
        }
    }

    private func forEachField(
        of range: Range<Int>, into sink: (Decoded) throws -> Void,
        _ body: (WireReader.Field) throws -> Void
    ) throws {
        var reader = WireReader(bytes, in: range)
        while true {
            let field: WireReader.Field?
            do throws(WireReader.Malformed) {
                field = try reader.next()
            } catch {
                let rest = reader.position..<range.upperBound
                return try reject(rest, "no valid protobuf from here on", into: sink)
            }
            guard let field else { return }
            try body(field)
        }
    }

    private func reject(
        _ range: Range<Int>, _ reason: String, into sink: (Decoded) throws -> Void
    ) throws {
        let provenance = OTLPProtobuf.provenance(of: file, at: range)
        try sink(
            .rejected(Rejection(provenance: provenance, reason: reason, bytes: bytes[range])))
    }
}
