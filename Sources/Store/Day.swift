public import Traces

/// One UTC day.
public struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    /// Creates a day from the number of days since 1970-01-01.
    public init(number: Int) {
        self.number = number
    }

    /// Creates the day of a moment.
    public init(_ time: Timestamp) {
        let length: Int64 = 86_400_000_000_000
        let quotient = time.nanoseconds / length
        number = Int(time.nanoseconds % length < 0 ? quotient - 1 : quotient)
    }

    /// Creates the day of a text such as `2026-11-20`; nil for anything else.
    public init?(text: some StringProtocol) {
        let fields = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard fields.map(\.count) == [4, 2, 2] else { return nil }
        let numbers = fields.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3,
            let time = Timestamp(UTCTime(year: numbers[0], month: numbers[1], day: numbers[2]))
        else { return nil }
        self.init(time)
        guard description.utf8.elementsEqual(text.utf8) else { return nil }
    }

    /// The first moment of the day.
    public var start: Timestamp {
        Timestamp(nanoseconds: Int64(clamping: number) &* 86_400_000_000_000)
    }

    /// The day as text, `2026-11-20`.
    public var description: String { start.utc.dayText }

    /// Orders by time.
    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}
