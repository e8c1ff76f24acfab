import Crypto
import Traces

/// Identities for sources whose own are no hex digits of OTLP's lengths.
///
/// The SHA-256 of the source's identities, so that the same thing read twice, or from a file that
/// has grown, is the same record.
enum DerivedIdentity {
    /// The trace that `parts` identify together.
    static func trace(_ parts: String...) -> TraceID {
        let halves = halves(of: parts)
        return TraceID(high: halves.high, low: halves.low)
    }

    /// The span that `parts` identify together.
    static func span(_ parts: String...) -> SpanID {
        SpanID(halves(of: parts).high)
    }

    private static func halves(of parts: [String]) -> (high: UInt64, low: UInt64) {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array(part.utf8) + [0])
        }
        var halves: (high: UInt64, low: UInt64) = (0, 0)
        for (index, byte) in hash.finalize().prefix(16).enumerated() {
            if index < 8 {
                halves.high = halves.high << 8 | UInt64(byte)
            } else {
                halves.low = halves.low << 8 | UInt64(byte)
            }
        }
        return halves
    }
}
