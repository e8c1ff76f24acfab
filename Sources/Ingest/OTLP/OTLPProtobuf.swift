import JSON
import Traces

/// OTLP in its protobuf form: the body of an export request, or several in a row.
public enum OTLPProtobuf: TraceFormat {
    /// `otlp-protobuf`.
    public static let name = "otlp-protobuf"
    /// What the format is.
    public static let summary = "OTLP export requests (traces and logs) as protobuf"

    /// Known by the nesting of a request, and by identities of the right size in its first record.
    public static func recognition(of sample: FileSample) -> Recognition {
        sample.head.withUnsafeBytes { bytes in
            guard let group = content(ofField: 1, of: bytes, in: 0..<bytes.count) else {
                return .no
            }
            var scopeGroups = WireReader(bytes, in: group)
            var isNested = false
            do throws(WireReader.Malformed) {
                while let scopeGroup = try scopeGroups.next() {
                    guard scopeGroup.number <= 3 || scopeGroup.number == 1000 else { return .no }
                    guard isScopeGroup(scopeGroup) else {
                        continue
                    }
                    guard
                        let record = content(ofField: 2, of: bytes, in: scopeGroup.content)
                    else { continue }
                    isNested = true
                    guard let signal = signal(ofRecord: bytes, in: record) else { continue }
                    return recognition(ofRecord: bytes, in: record, as: signal)
                }
            } catch {
                return .no
            }
            return isNested ? .near("its first record is neither a span nor a log record") : .no
        }
    }

    /// Decodes record by record; the whole content is in one piece, mapped when it is large.
    ///
    /// - Throws: What `sink` throws, or `IngestError` when the file itself cannot be read.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        try content.source.withBytes { bytes in
            try OTLPProtobufReader(file, bytes: bytes).read(into: sink)
        }
        try reject(content.failure, in: file, at: content.source.count, into: sink)
    }

    /// True for the groups of a scope inside those of a resource; 1000 is the field's former number.
    static func isScopeGroup(_ field: WireReader.Field) -> Bool {
        (field.number == 2 || field.number == 1000) && field.encoding == .delimited
    }

    /// Tells spans from log records by the first field that only one of them has in that encoding.
    static func signal(
        ofRecord bytes: UnsafeRawBufferPointer, in range: Range<Int>
    ) -> OTLPSignal? {
        var reader = WireReader(bytes, in: range)
        do throws(WireReader.Malformed) {
            while let field = try reader.next() {
                switch (field.number, field.encoding) {
                case (1, .delimited), (2, .delimited), (4, .delimited): return .traces
                case (6, .varint), (7, .fixed64), (8, .fixed64), (10, .varint): return .traces
                case (11, .delimited), (13, .delimited), (15, .delimited): return .traces
                case (1, .fixed64), (2, .varint), (6, .delimited), (7, .varint): return .logs
                case (8, .fixed32), (10, .delimited), (11, .fixed64): return .logs
                default: continue
                }
            }
        } catch {
            return nil
        }
        return nil
    }

    /// The content of the first field of a number, or nil.
    static func content(
        ofField number: Int, of bytes: UnsafeRawBufferPointer, in range: Range<Int>
    ) -> Range<Int>? {
        var reader = WireReader(bytes, in: range)
        do throws(WireReader.Malformed) {
            while let field = try reader.next() {
                if field.number == number, field.encoding == .delimited { return field.content }
            }
        } catch {
            // What precedes the damage counts; who walks the message reports the rest.
            return nil
        }
        return nil
    }

    private static func recognition(
        ofRecord bytes: UnsafeRawBufferPointer, in range: Range<Int>, as signal: OTLPSignal
    ) -> Recognition {
        let (traceField, spanField) = signal == .traces ? (1, 2) : (9, 10)
        let traceID = content(ofField: traceField, of: bytes, in: range)
        let spanID = content(ofField: spanField, of: bytes, in: range)
        switch (traceID?.count, spanID?.count, signal) {
        case (16, 8, _):
            return .yes(.certain, "a \(signal.noun) with identities of 16 and 8 bytes")
        case (16, nil, .logs), (nil, nil, .logs):
            return .yes(.likely, "the nesting of log records")
        default:
            return .near("no identities of 16 and 8 bytes in its first \(signal.noun)")
        }
    }
}
