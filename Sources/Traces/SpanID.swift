/// A span's identity within its trace: 8 bytes, shown as 16 lowercase hex digits (OTLP `span_id`).
public struct SpanID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The eight bytes, big endian.
    public let value: UInt64

    /// Creates an identity from its value.
    public init(_ value: UInt64) {
        self.value = value
    }

    /// Creates an identity from 1 to 16 hex digits, or nil for anything else.
    public init?(hex: some StringProtocol) {
        guard let halves = HexDigits.halves(of: String(hex), maximumDigits: 16) else { return nil }
        self.init(halves.low)
    }

    /// Creates an identity from exactly 8 bytes, or nil for any other number.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 8 else { return nil }
        self.init(HexDigits.value(ofBytes: Array(bytes)[...]))
    }

    /// The 8 bytes, most significant first.
    public var bytes: [UInt8] { HexDigits.bytes(of: value) }

    /// True for the all-zero identity, which as a parent means "none".
    public var isZero: Bool { value == 0 }

    /// The 16 lowercase hex digits.
    public var description: String { HexDigits.text(of: value) }

    /// Orders by bytes.
    public static func < (left: SpanID, right: SpanID) -> Bool { left.value < right.value }
}
