import Foundation
import OTLPMessages
import SwiftProtobuf
import Traces

extension Span {
    /// The span of a protobuf message.
    init(
        _ message: Opentelemetry_Proto_Trace_V1_Span, scope: Scope, resource: Resource
    ) throws(OTLPMalformed) {
        guard let traceID = TraceID(otlp: message.traceID) else { throw .noTraceID }
        guard let spanID = SpanID(otlp: message.spanID) else { throw .noSpanID }
        guard
            let start = OTLPWords.timestamp(message.startTimeUnixNano),
            let end = OTLPWords.timestamp(message.endTimeUnixNano)
        else { throw .badTime }
        let parentID = SpanID(otlp: message.parentSpanID)
        var remainder: [Attribute] = []
        if parentID == nil && message.parentSpanID.contains(where: { $0 != 0 }) {
            remainder.append(.malformed(message.parentSpanID))
        }
        var links: [SpanLink] = []
        for link in message.links {
            if let traceID = TraceID(otlp: link.traceID), let spanID = SpanID(otlp: link.spanID) {
                links.append(
                    SpanLink(
                        traceID: traceID, spanID: spanID,
                        attributes: link.attributes.map { Attribute($0) }))
            } else {
                remainder.append(.malformed(link.traceID + link.spanID))
            }
        }
        remainder += OTLPWords.traceState(message.traceState)
        remainder += OTLPWords.droppedCount(
            of: "attributes", Int64(message.droppedAttributesCount))
        remainder += OTLPWords.droppedCount(of: "events", Int64(message.droppedEventsCount))
        remainder += OTLPWords.droppedCount(of: "links", Int64(message.droppedLinksCount))
        self.init(
            traceID: traceID, spanID: spanID, parentID: parentID, name: message.name,
            kind: SpanKind(rawValue: message.kind.rawValue) ?? .unspecified, start: start,
            end: end == .epoch ? nil : end,
            status: SpanStatus(
                SpanStatus.Code(rawValue: message.status.code.rawValue) ?? .unset,
                message: message.status.message),
            attributes: message.attributes.map { Attribute($0) } + remainder,
            events: message.events.map { SpanEvent($0) }, links: links, scope: scope,
            resource: resource)
    }
}

extension LogRecord {
    /// The log record of a protobuf message.
    init(
        _ message: Opentelemetry_Proto_Logs_V1_LogRecord, scope: Scope, resource: Resource
    ) throws(OTLPMalformed) {
        guard let traceID = TraceID(otlp: message.traceID) else { throw .noTraceID }
        let given =
            message.timeUnixNano == 0 ? message.observedTimeUnixNano : message.timeUnixNano
        guard let time = OTLPWords.timestamp(given) else { throw .badTime }
        self.init(
            traceID: traceID, spanID: SpanID(otlp: message.spanID), time: time,
            eventName: message.eventName, body: AttributeValue(message.body, depth: 0),
            attributes: message.attributes.map { Attribute($0) }, scope: scope,
            resource: resource)
        complete(
            severity: (message.severityText, Int64(message.severityNumber.rawValue)),
            droppedAttributes: Int64(message.droppedAttributesCount))
    }
}

extension Scope {
    /// The scope of a protobuf message.
    init(_ message: Opentelemetry_Proto_Common_V1_InstrumentationScope) {
        self.init(
            name: message.name, version: message.version,
            attributes: message.attributes.map { Attribute($0) })
    }
}

extension SpanEvent {
    fileprivate init(_ message: Opentelemetry_Proto_Trace_V1_Span.Event) {
        let time = OTLPWords.timestamp(message.timeUnixNano) ?? .epoch
        let dropped = OTLPWords.droppedCount(
            of: "attributes", Int64(message.droppedAttributesCount))
        self.init(
            name: message.name, time: time,
            attributes: message.attributes.map { Attribute($0) } + dropped)
    }
}

extension Attribute {
    /// The attribute of a protobuf message.
    init(_ message: Opentelemetry_Proto_Common_V1_KeyValue, depth: Int = 0) {
        self.init(message.key, AttributeValue(message.value, depth: depth))
    }

    fileprivate static func malformed(_ bytes: Data) -> Attribute {
        Attribute(OTLPWords.malformedKey, .bytes([UInt8](bytes)))
    }
}

extension AttributeValue {
    fileprivate init(_ message: Opentelemetry_Proto_Common_V1_AnyValue, depth: Int) {
        switch message.value {
        case .stringValue(let text): self = .string(text)
        case .boolValue(let value): self = .bool(value)
        case .intValue(let value): self = .int(value)
        case .doubleValue(let value): self = .double(value)
        case .bytesValue(let data): self = .bytes([UInt8](data))
        case .arrayValue(let list) where depth < OTLPWords.maximumValueDepth:
            self = .array(list.values.map { AttributeValue($0, depth: depth + 1) })
        case .kvlistValue(let list) where depth < OTLPWords.maximumValueDepth:
            self = .map(list.values.map { Attribute($0, depth: depth + 1) })
        case .arrayValue, .kvlistValue: self = .encoded(message)
        case .stringValueStrindex(let index): self = .int(Int64(index))
        case nil: self = .null
        }
    }

    private static func encoded(_ message: Opentelemetry_Proto_Common_V1_AnyValue) -> Self {
        do {
            return .bytes(try message.serializedBytes())
        } catch {
            return .null
        }
    }
}

extension TraceID {
    fileprivate init?(otlp data: Data) {
        self.init(bytes: data)
        if isZero { return nil }
    }
}

extension SpanID {
    fileprivate init?(otlp data: Data) {
        self.init(bytes: data)
        if isZero { return nil }
    }
}
