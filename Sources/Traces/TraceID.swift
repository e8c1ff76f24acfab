/// A trace's identity: 16 bytes, shown as 32 lowercase hex digits (OTLP `trace_id`).
public struct TraceID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The first eight bytes, big endian.
    public let high: UInt64
    /// The last eight bytes, big endian.
    public let low: UInt64

    /// Creates an identity from its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Creates an identity from 1 to 32 hex digits, or nil for anything else; short ones are padded
    /// with leading zeros (some exporters drop them).
    public init?(hex: some StringProtocol) {
        guard let halves = HexDigits.halves(of: String(hex), maximumDigits: 32) else { return nil }
        self.init(high: halves.high, low: halves.low)
    }

    /// Creates an identity from exactly 16 bytes, or nil for any other number.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        let bytes = Array(bytes)
        self.init(
            high: HexDigits.value(ofBytes: bytes[..<8]), low: HexDigits.value(ofBytes: bytes[8...]))
    }

    /// The 16 bytes, most significant first.
    public var bytes: [UInt8] { HexDigits.bytes(of: high) + HexDigits.bytes(of: low) }

    /// True for the all-zero identity, which OTLP calls invalid.
    public var isZero: Bool { high == 0 && low == 0 }

    /// The 32 lowercase hex digits.
    public var description: String { HexDigits.text(of: high) + HexDigits.text(of: low) }

    /// Orders by bytes.
    public static func < (left: TraceID, right: TraceID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
