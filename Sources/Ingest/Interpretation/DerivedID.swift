internal import Traces

/// Identities of derived steps.
enum DerivedID {
    /// FNV-1a over the model call's identity, start and the call's position in its answer: the
    /// same whenever the trace is read again.
    static func spanID(of model: Span, position: Int) -> SpanID {
        let start = UInt64(bitPattern: model.start.nanoseconds)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let identity = model.traceID
        for word in [identity.high, identity.low, model.spanID.value, start, UInt64(position)] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                hash = (hash ^ (word >> shift & 0xFF)) &* 0x0100_0000_01b3
            }
        }
        return SpanID(hash == 0 ? 1 : hash)
    }
}
