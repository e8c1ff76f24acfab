extension Timestamp: CustomStringConvertible {
    /// The UTC calendar fields of this moment.
    public var utc: UTCTime {
        let day = nanoseconds.dividedDown(by: 86_400_000_000_000)
        let inDay = nanoseconds - day * 86_400_000_000_000
        let (year, month, dayOfMonth) = Self.civil(fromDay: day)
        return UTCTime(
            year: year, month: month, day: dayOfMonth,
            hour: Int(inDay / 3_600_000_000_000), minute: Int(inDay / 60_000_000_000 % 60),
            second: Int(inDay / 1_000_000_000 % 60), nanosecond: Int(inDay % 1_000_000_000))
    }

    /// The moment of UTC calendar fields; nil when it is outside the years 1678 to 2262.
    public init?(_ time: UTCTime) {
        let day = Self.day(year: time.year, month: time.month, day: time.day)
        let seconds = Int64(time.hour * 3600 + time.minute * 60 + time.second)
        guard (-106_751...106_750).contains(day) else { return nil }
        self.init(
            nanoseconds: day * 86_400_000_000_000 + seconds * 1_000_000_000
                + Int64(time.nanosecond))
    }

    /// UTC ISO 8601 with milliseconds, `2026-11-20T14:32:05.123Z`.
    public var description: String { utc.description }

    private static func civil(fromDay day: Int64) -> (Int, Int, Int) {
        // Days since 0000-03-01 in eras of 400 years, after the public-domain "chrono" algorithms.
        let shifted = day + 719_468
        let era = shifted.dividedDown(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
    }

    private static func day(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear.dividedDown(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension Int64 {
    /// The quotient rounded towards negative infinity.
    fileprivate func dividedDown(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
