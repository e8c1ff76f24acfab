internal import Traces

/// Times, counts and money as the pages show them.
enum AmountText {
    /// A count with groups of three, `57,507`.
    static func count(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A count with its noun, `1 line`, `12 lines`.
    static func count(_ value: Int, _ noun: String) -> String {
        count(value) + " " + noun + (value == 1 ? "" : "s")
    }

    /// Seconds with milliseconds, `2.400s`.
    static func duration(nanoseconds: Int64) -> String {
        let milliseconds = milliseconds(nanoseconds).magnitude
        let sign = nanoseconds < 0 && milliseconds > 0 ? "-" : ""
        return sign + "\(milliseconds / 1000)." + padded(milliseconds % 1000, 3) + "s"
    }

    /// The nearest number of milliseconds.
    static func milliseconds(_ nanoseconds: Int64) -> Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder.magnitude < 500_000 ? quotient : quotient + remainder.signum()
    }

    /// The time of a step from the interaction's start, `+12.345s`.
    static func offset(of time: Timestamp, from start: Timestamp) -> String {
        let nanoseconds = time.nanoseconds(since: start)
        return (nanoseconds < 0 ? "" : "+") + duration(nanoseconds: nanoseconds)
    }

    /// Dollars with at least two and at most six places, `$0.0123`.
    static func dollars(_ amount: MicroDollars) -> String {
        "$" + plainDollars(amount)
    }

    /// Dollars without the sign of the currency, for tables.
    static func plainDollars(_ amount: MicroDollars) -> String {
        let whole = amount.value.magnitude / 1_000_000
        var places = padded(amount.value.magnitude % 1_000_000, 6)
        while places.utf8.count > 2, places.hasSuffix("0") { places.removeLast() }
        return (amount.value < 0 ? "-" : "") + "\(whole).\(places)"
    }

    /// What a call costs, and that it is an estimate where it is; nil when it is not known.
    static func cost(of call: ModelCall) -> String? {
        call.cost.map { dollars($0) + (call.isCostEstimated ? " (estimated)" : "") }
    }

    /// What the calls cost, and how many of them are estimates; nil when nothing is known.
    static func cost(of totals: Totals) -> String? {
        totals.cost.map { cost in
            guard totals.estimatedCalls > 0 else { return dollars(cost) }
            let calls = count(totals.estimatedCalls, "call")
            return "\(dollars(cost)) (estimated for \(calls))"
        }
    }

    /// Digits with leading zeros.
    static func padded(_ value: some BinaryInteger, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// The shortest text of a double, without `.0`.
    static func number(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
