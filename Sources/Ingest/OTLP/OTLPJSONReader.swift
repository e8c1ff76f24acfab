import JSON
import Traces

/// Walks OTLP requests in their JSON form and hands on their records one by one.
struct OTLPJSONReader {
    /// The file that is read.
    let file: InputFile
    /// What has to be added to an offset in the document to get the offset in the file.
    let baseOffset: Int

    /// Reads a request, or an array of requests.
    func read(_ document: JSONValue, into sink: (Decoded) throws -> Void) throws {
        guard document.kind == .array else { return try readRequest(document, into: sink) }
        for request in document.elements { try readRequest(request, into: sink) }
    }

    /// Reads one request.
    func readRequest(_ request: JSONValue, into sink: (Decoded) throws -> Void) throws {
        var isRequest = !request.isComplete
        var unknown: [JSONField] = []
        for field in request.fields {
            if let signal = OTLPSignal.allCases.first(where: {
                $0.requestKeys.contains(field.name)
            }) {
                isRequest = true
                for group in try elements(field.value, of: "request", into: sink) {
                    try readResourceGroup(group, of: signal, into: sink)
                }
            } else if field.isNamed("trace"), field.value.kind == .object {
                isRequest = true
                try readRequest(field.value, into: sink)
            } else if field.isNamed("resourceMetrics") || field.isNamed("resource_metrics") {
                isRequest = true
                try reject(field.value, "metrics are not imported", into: sink)
            } else {
                unknown.append(field)
                isRequest = isRequest || Self.isListOfPieces(field)
            }
        }
        guard isRequest else {
            return try reject(
                request, "no OTLP request: neither spans nor log records", into: sink)
        }
        for field in unknown { try readUnknownList(field, from: OTLPJSONOrigin(), into: sink) }
    }

    /// Reads what one resource sent.
    func readResourceGroup(
        _ group: JSONValue, of signal: OTLPSignal, into sink: (Decoded) throws -> Void
    ) throws {
        guard group.kind == .object else {
            return try reject(group, "no group of a resource's \(signal.noun)s", into: sink)
        }
        let origin = OTLPJSONOrigin(resourceGroup: group)
        for field in group.fields {
            guard signal.groupKeys.contains(field.name) else {
                try readUnknownList(field, from: origin, into: sink)
                continue
            }
            for scopeGroup in try elements(field.value, of: "resource's group", into: sink) {
                try readScopeGroup(scopeGroup, of: signal, from: origin, into: sink)
            }
        }
    }

    /// Reads what one scope recorded.
    func readScopeGroup(
        _ group: JSONValue, of signal: OTLPSignal, from origin: OTLPJSONOrigin,
        into sink: (Decoded) throws -> Void
    ) throws {
        guard group.kind == .object else {
            return try reject(group, "no group of a scope's \(signal.noun)s", into: sink)
        }
        let origin = origin.with(scopeGroup: group)
        for field in group.fields {
            guard signal.recordKeys.contains(field.name) else {
                try readUnknownList(field, from: origin, into: sink)
                continue
            }
            for value in try elements(field.value, of: "scope's group", into: sink) {
                try readRecord(value, of: signal, from: origin, into: sink)
            }
        }
    }

    /// Reads one span or log record; one that is cut is left to who reads behind the damage.
    func readRecord(
        _ value: JSONValue, of signal: OTLPSignal, from origin: OTLPJSONOrigin,
        into sink: (Decoded) throws -> Void
    ) throws {
        guard value.isComplete else { return }
        let record: Record
        do throws(OTLPMalformed) {
            switch signal {
            case .traces:
                record = .span(
                    try OTLPJSONSpan.span(value, scope: origin.scope, resource: origin.resource))
            case .logs:
                record = .log(
                    try OTLPJSONLog.log(value, scope: origin.scope, resource: origin.resource))
            }
        } catch {
            return try reject(value, "\(signal.noun): \(error.reason)", into: sink)
        }
        try sink(.record(record, provenance(of: value.byteRange)))
    }

    /// Rejects a stretch of the document.
    func reject(
        _ range: Range<Int>, of source: JSONSource, _ reason: String,
        into sink: (Decoded) throws -> Void
    ) throws {
        let bytes = source[range.prefix(Rejection.maximumBytes)]
        try sink(
            .rejected(Rejection(provenance: provenance(of: range), reason: reason, bytes: bytes)))
    }

    /// Rejects a value of the document.
    func reject(
        _ value: JSONValue, _ reason: String, into sink: (Decoded) throws -> Void
    ) throws {
        try reject(value.byteRange, of: value.source, reason, into: sink)
    }

    private func elements(
        _ value: JSONValue, of place: String, into sink: (Decoded) throws -> Void
    ) throws -> [JSONValue] {
        if value.kind != .array && !value.isNull {
            try reject(value, "a \(place) without a list", into: sink)
        }
        return value.elements
    }

    private func provenance(of range: Range<Int>) -> Provenance {
        OTLPJSON.provenance(
            of: file, at: (range.lowerBound + baseOffset)..<(range.upperBound + baseOffset))
    }
}
