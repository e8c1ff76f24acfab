import Traces

extension Timestamp {
    /// Reads an ISO 8601 date and time (`2026-01-14T19:20:03.219Z`), to the nanosecond; nil for
    /// anything else.
    ///
    /// A time without a zone is UTC.
    init?(iso8601 text: String) {
        var reader = DigitReader(text)
        guard
            let year = reader.digits(4), reader.skip("-"),
            let month = reader.digits(2), (1...12).contains(month), reader.skip("-"),
            let day = reader.digits(2), (1...31).contains(day),
            reader.skip("T") || reader.skip("t") || reader.skip(" "),
            let hour = reader.digits(2), hour < 24, reader.skip(":"),
            let minute = reader.digits(2), minute < 60
        else { return nil }
        var second = 0
        if reader.skip(":") {
            guard let value = reader.digits(2), value < 61 else { return nil }
            second = value
        }
        let nanosecond = reader.skip(".") || reader.skip(",") ? reader.billionths() : 0
        guard let nanosecond, let offset = reader.zoneOffsetSeconds(), reader.isAtEnd else {
            return nil
        }
        let fields = UTCTime(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second,
            nanosecond: nanosecond)
        guard let local = Timestamp(fields) else { return nil }
        self.init(nanoseconds: local.nanoseconds &- Int64(offset) * 1_000_000_000)
    }

    /// Reads an ISO 8601 duration of days and smaller units (`PT1M48.75533S`) as nanoseconds; nil
    /// for anything else.
    static func nanoseconds(iso8601Duration text: String) -> Int64? {
        var reader = DigitReader(text)
        guard reader.skip("P") else { return nil }
        var total: Int64 = 0
        var isTime = false
        while !reader.isAtEnd {
            if reader.skip("T") {
                isTime = true
                continue
            }
            guard let whole = reader.number() else { return nil }
            let fraction = reader.skip(".") || reader.skip(",") ? reader.billionths() : 0
            guard let fraction, let unit = reader.unitSeconds(isTime: isTime) else { return nil }
            let (nanoseconds, overflow) = (whole * unit)
                .multipliedReportingOverflow(by: 1_000_000_000)
            guard !overflow else { return nil }
            total += nanoseconds + Int64(fraction) * unit
        }
        return total
    }
}

/// Reads digits and marks from the front of a text.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == mark.value else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// One to nine digits.
    mutating func number() -> Int64? {
        var value: Int64 = 0
        var count = 0
        while let digit = digit() {
            value = value * 10 + Int64(digit)
            count += 1
            guard count <= 9 else { return nil }
        }
        return count > 0 ? value : nil
    }

    /// The digits of a fraction as billionths; further digits are dropped.
    mutating func billionths() -> Int? {
        var value = 0
        var count = 0
        while let digit = digit() {
            if count < 9 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// `Z`, `+02:00`, `-0530` or nothing.
    mutating func zoneOffsetSeconds() -> Int? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = digits(2) else { return nil }
        _ = skip(":")
        let minutes = isAtEnd ? 0 : digits(2)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    mutating func unitSeconds(isTime: Bool) -> Int64? {
        if isTime {
            if skip("H") { return 3600 }
            if skip("M") { return 60 }
            return skip("S") ? 1 : nil
        }
        if skip("W") { return 604_800 }
        return skip("D") ? 86_400 : nil
    }

    private mutating func digit() -> Int? {
        guard
            let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return nil }
        rest.removeFirst()
        return Int(first - UInt8(ascii: "0"))
    }
}
