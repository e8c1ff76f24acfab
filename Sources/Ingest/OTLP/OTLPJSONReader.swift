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

    /// Rejects a piece of the document.
    func reject(
        _ value: JSONValue, _ reason: String, into sink: (Decoded) throws -> Void
    ) throws {
        let range = value.byteRange
        let bytes = value.source[range.prefix(Rejection.maximumBytes)]
        try sink(
            .rejected(
                Rejection(provenance: provenance(of: value), reason: reason, bytes: bytes)))
    }

    private func readRequest(
        _ request: JSONValue, into sink: (Decoded) throws -> Void
    ) throws {
        var isRequest = false
        for field in request.fields {
            for signal in OTLPSignal.allCases where signal.requestKeys.contains(field.name) {
                isRequest = true
                for group in try elements(field.value, of: "request", into: sink) {
                    try readResourceGroup(group, of: signal, into: sink)
                }
            }
            if field.isNamed("resourceMetrics") || field.isNamed("resource_metrics") {
                isRequest = true
                try reject(field.value, "metrics are not imported", into: sink)
            }
        }
        if !isRequest {
            try reject(request, "no OTLP request: neither spans nor log records", into: sink)
        }
    }

    private func readResourceGroup(
        _ group: JSONValue, of signal: OTLPSignal, into sink: (Decoded) throws -> Void
    ) throws {
        guard group.kind == .object else {
            return try reject(group, "no group of a resource's \(signal.noun)s", into: sink)
        }
        let attributes = group["resource"]?["attributes"].map { OTLPJSONValues.attributes($0) }
        let resource = Resource(attributes: attributes ?? [])
        for field in group.fields where signal.groupKeys.contains(field.name) {
            for scopeGroup in try elements(field.value, of: "resource's group", into: sink) {
                try readScopeGroup(scopeGroup, of: signal, resource: resource, into: sink)
            }
        }
    }

    private func readScopeGroup(
        _ group: JSONValue, of signal: OTLPSignal, resource: Resource,
        into sink: (Decoded) throws -> Void
    ) throws {
        guard group.kind == .object else {
            return try reject(group, "no group of a scope's \(signal.noun)s", into: sink)
        }
        let scope = Self.scope(group["scope"] ?? group["instrumentationLibrary"])
        for field in group.fields where signal.recordKeys.contains(field.name) {
            for value in try elements(field.value, of: "scope's group", into: sink) {
                let record: Record
                do throws(OTLPMalformed) {
                    record = try Self.record(value, of: signal, scope: scope, resource: resource)
                } catch {
                    try reject(value, "\(signal.noun): \(error.reason)", into: sink)
                    continue
                }
                try sink(.record(record, provenance(of: value)))
            }
        }
    }

    private func elements(
        _ value: JSONValue, of place: String, into sink: (Decoded) throws -> Void
    ) throws -> [JSONValue] {
        if value.kind != .array && !value.isNull {
            try reject(value, "a \(place) without a list", into: sink)
        }
        return value.elements
    }

    private func provenance(of value: JSONValue) -> Provenance {
        let range = value.byteRange
        return OTLPJSON.provenance(
            of: file, at: (range.lowerBound + baseOffset)..<(range.upperBound + baseOffset))
    }

    private static func record(
        _ value: JSONValue, of signal: OTLPSignal, scope: Scope, resource: Resource
    ) throws(OTLPMalformed) -> Record {
        switch signal {
        case .traces: .span(try OTLPJSONSpan.span(value, scope: scope, resource: resource))
        case .logs: .log(try OTLPJSONLog.log(value, scope: scope, resource: resource))
        }
    }

    private static func scope(_ value: JSONValue?) -> Scope {
        guard let value else { return Scope() }
        return Scope(
            name: value["name"]?.string ?? "", version: value["version"]?.string ?? "",
            attributes: value["attributes"].map { OTLPJSONValues.attributes($0) } ?? [])
    }
}
