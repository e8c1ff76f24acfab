/// Calendar fields in UTC.
public struct UTCTime: Hashable, Sendable, CustomStringConvertible {
    /// The year of the common era.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, 1 to 31.
    public var day: Int
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int
    /// The second, 0 to 59.
    public var second: Int
    /// The nanosecond within the second.
    public var nanosecond: Int

    /// Creates a time from its fields.
    public init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
        nanosecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// The day, `2026-11-20`.
    public var dayText: String {
        "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The time of day as digits alone, `143205`.
    public var compactTimeText: String {
        padded(hour, 2) + padded(minute, 2) + padded(second, 2)
    }

    /// ISO 8601 with milliseconds, `2026-11-20T14:32:05.123Z`.
    public var description: String {
        let time = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        return "\(dayText)T\(time).\(padded(nanosecond / 1_000_000, 3))Z"
    }

    private func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (value < 0 ? "-" : "") + zeros + digits
    }
}
