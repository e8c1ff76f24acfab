import JSON
import Traces

extension OTLPJSONReader {
    /// What an object in a request is, told by its members.
    enum Piece {
        case request
        case resourceGroup(OTLPSignal)
        case scopeGroup(OTLPSignal)
        case record(OTLPSignal)

        init?(_ value: JSONValue) {
            let names = Set(value.fields.map(\.name))
            for signal in OTLPSignal.allCases {
                if !names.isDisjoint(with: signal.requestKeys) {
                    self = .request
                    return
                }
                if !names.isDisjoint(with: signal.groupKeys) {
                    self = .resourceGroup(signal)
                    return
                }
                if !names.isDisjoint(with: signal.recordKeys) {
                    self = .scopeGroup(signal)
                    return
                }
            }
            guard !names.isDisjoint(with: ["traceId", "trace_id"]) else { return nil }
            if !names.isDisjoint(with: Self.spanNames) {
                self = .record(.traces)
            } else if !names.isDisjoint(with: Self.logNames) {
                self = .record(.logs)
            } else {
                return nil
            }
        }

        /// Members that a span has and a link has not.
        private static let spanNames = [
            "startTimeUnixNano", "start_time_unix_nano", "endTimeUnixNano", "end_time_unix_nano",
        ]
        private static let logNames = [
            "timeUnixNano", "time_unix_nano", "observedTimeUnixNano", "observed_time_unix_nano",
            "body",
        ]
    }

    /// Reads a piece, which may tell the origin of those behind it.
    func readPiece(
        _ value: JSONValue, from origin: inout OTLPJSONOrigin,
        into sink: (Decoded) throws -> Void
    ) throws {
        switch Piece(value) {
        case .request:
            try readRequest(value, into: sink)
        case .resourceGroup(let signal):
            origin = OTLPJSONOrigin(resourceGroup: value)
            try readResourceGroup(value, of: signal, into: sink)
        case .scopeGroup(let signal):
            origin = origin.with(scopeGroup: value)
            try readScopeGroup(value, of: signal, from: origin, into: sink)
        case .record(let signal):
            try readRecord(value, of: signal, from: origin, into: sink)
        case nil:
            break
        }
    }

    /// True for a member that is a list of pieces, whatever its name is.
    static func isListOfPieces(_ field: JSONField) -> Bool {
        field.value.elements.contains { Piece($0) != nil }
    }

    /// Reads the pieces in a list under a name that is none of OTLP's, which a damaged name may be,
    /// and tells of it; nothing for any other member.
    func readUnknownList(
        _ field: JSONField, from origin: OTLPJSONOrigin, into sink: (Decoded) throws -> Void
    ) throws {
        let elements = field.value.elements
        guard !elements.isEmpty else { return }
        let isRead = elements.allSatisfy { Piece($0) != nil }
        let name = jsonText(String(field.name.prefix(40)))
        try reject(
            isRead ? field.key : field.value, "a list under the unknown name \(name)", into: sink)
        for element in elements {
            var origin = origin
            try readPiece(element, from: &origin, into: sink)
        }
    }
}
