import JSON
import Traces

extension OTLPJSONReader {
    /// Names that pieces of a request may begin with.
    private static let firstNames = Set(
        OTLPSignal.allCases.flatMap {
            $0.requestKeys + $0.groupKeys + $0.recordKeys + $0.memberKeys
        } + ["resource", "scope", "instrumentationLibrary", "schemaUrl", "schema_url"])

    /// Reads the pieces that are whole behind a damage, and rejects what is between them.
    ///
    /// `root` is the damaged value, as far as it goes; its whole pieces have been read.
    func readBehind(
        _ failure: JSONError, in source: JSONSource, from offset: Int, _ root: JSONValue?,
        into sink: (Decoded) throws -> Void
    ) throws {
        let path = root.map(Self.brokenPath) ?? []
        var origin = OTLPJSONOrigin()
        var broken: JSONValue?
        for value in path {
            switch Piece(value) {
            case .resourceGroup: (origin, broken) = (OTLPJSONOrigin(resourceGroup: value), nil)
            case .scopeGroup: (origin, broken) = (origin.with(scopeGroup: value), nil)
            case .request: broken = nil
            case .record: broken = value
            case nil where value.kind == .object: broken = broken ?? value
            case nil: break
            }
        }
        let start = broken?.byteRange.lowerBound ?? (path.isEmpty ? offset : failure.offset)
        let found = DamagedJSON.objects(
            in: source, from: start, failure: failure,
            beginningWith: Self.firstNames.union(path.compactMap(\.firstName)),
            accept: { Piece($0) != nil })
        try read(found, of: source, from: origin, into: sink)
        let cause = JSONError(offset: failure.offset + baseOffset, reason: failure.reason)
        let end = failure.offset..<failure.offset
        for range in found.damaged.isEmpty ? [end] : found.damaged {
            try reject(range, of: source, "\(cause)", into: sink)
        }
    }

    private func read(
        _ found: DamagedJSON.Found, of source: JSONSource, from origin: OTLPJSONOrigin,
        into sink: (Decoded) throws -> Void
    ) throws {
        var origin = origin
        var damaged = found.damaged[...]
        for value in found.whole {
            while let range = damaged.first, range.lowerBound < value.byteRange.lowerBound {
                origin.forget(whatIsNamedIn: source[range])
                damaged.removeFirst()
            }
            try readPiece(value, from: &origin, into: sink)
        }
    }

    /// The containers that a damage left open, from the outermost to the innermost.
    private static func brokenPath(_ root: JSONValue) -> [JSONValue] {
        var path: [JSONValue] = []
        var next: JSONValue? = root
        while let value = next, !value.isComplete {
            path.append(value)
            next = value.kind == .array ? value.elements.last : value.members.last?.value
        }
        return path
    }
}
