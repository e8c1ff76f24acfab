/// Long numbers, alone or behind letters, which may stand for an account, an order or a customer; only suspected.
///
/// Fractions, times, dates, and what is followed by a unit are measures, not somebody's.
enum NumberDetector {
    static let matches: Detector = { text in
        text.runs(of: \.isDigit).compactMap { run in
            guard run.count >= 6, let word = word(around: run, in: text),
                !isMeasure(run, in: text), !isDate(text[run]), !isEpochTime(text[run])
            else { return nil }
            return Match(range: word, kind: .identifier, isSure: false)
        }
    }

    /// Whether an integer of a value with a name may stand for somebody: its name does not say that it measures
    /// something, and it is not as round as limits are.
    static func isSuspect(_ number: Int64, named name: String?) -> Bool {
        number > 0 && !number.isMultiple(of: 1_000) && name.map(isMeasure) != true
    }

    private static let units: [StaticString] = [
        " ns", " us", " ms", " s", " seconds", " bytes", " tokens",
    ]

    /// Words of names of numbers that measure something.
    private static let measures: Set<String> = [
        "token", "tokens", "bytes", "kb", "mb", "gb", "size", "length", "len", "memory",
        "ns", "us", "ms", "nanos", "micros", "millis", "nanoseconds", "microseconds",
        "milliseconds", "sec", "secs", "seconds", "minutes", "hours", "days", "duration", "timeout",
        "elapsed", "latency", "delay", "interval", "age", "ttl", "time", "timestamp", "date", "at",
        "count", "counts", "total", "sum", "min", "max", "minimum", "maximum", "mean", "limit",
        "budget", "window", "offset", "position", "index", "line", "lines", "column", "row", "rows",
        "width", "height", "depth", "seed", "version", "port", "pid", "score", "rate", "ratio",
        "percent", "cost", "price", "amount", "balance", "usd", "eur", "cents",
    ]
    /// Words that end a name of what is somebody's, whatever stands before them: `order_total_id`.
    private static let identities: Set<String> = ["id", "ids", "number", "no", "code", "ref"]

    /// True for a name with a word such as `tokens` in it: `max_tokens`, `timeoutMs`.
    private static func isMeasure(_ name: String) -> Bool {
        let words = words(of: name)
        return words.last.map(identities.contains) != true
            && words.contains(where: measures.contains)
    }

    /// The words of a name in lower case: `totalDurationMs` and `total_duration_ms` have three.
    private static func words(of name: String) -> [String] {
        var words: [[UInt8]] = [[]]
        var isBehindLower = false
        for byte in name.utf8 {
            if !byte.isAlphanumeric || byte.isUpper && isBehindLower { words.append([]) }
            if byte.isAlphanumeric { words[words.count - 1].append(byte.lowered) }
            isBehindLower = byte.isLower || byte.isDigit
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The number, with letters that it stands behind; nil for a part of another ASCII word.
    ///
    /// Other scripts write numbers without spaces. One letter, or only those of hexadecimal digits in lower case, are most
    /// often a part of a hash.
    private static func word(around run: Range<Int>, in text: [UInt8]) -> Range<Int>? {
        guard text.at(run.upperBound)?.isAlphanumeric != true else { return nil }
        var start = run.lowerBound
        while text.at(start - 1)?.isLetter == true { start -= 1 }
        guard start < run.lowerBound else { return run }
        let letters = text[start..<run.lowerBound]
        let isHash = letters.allSatisfy { $0.isHexDigit && $0.isLower }
        guard text.at(start - 1)?.isDigit != true, letters.count >= 2, !isHash else { return nil }
        return start..<run.upperBound
    }

    private static func isMeasure(_ run: Range<Int>, in text: [UInt8]) -> Bool {
        let point = UInt8(ascii: ".")
        let hasFraction =
            text.at(run.upperBound) == point && text.at(run.upperBound + 1)?.isDigit == true
        let isFraction =
            text.at(run.lowerBound - 1) == point && text.at(run.lowerBound - 2)?.isDigit == true
        return hasFraction || isFraction
            || units.contains { unit in
                text.has(unit, at: run.upperBound)
                    && text.at(run.upperBound + unit.utf8CodeUnitCount)?.isWord != true
            }
    }

    /// A day of the twentieth or this century, `20261128`, with or without a time of the day.
    private static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 8 || digits.count == 14 else { return false }
        let parts = [0..<4, 4..<6, 6..<8].map { part in
            number(digits.dropFirst(part.lowerBound).prefix(part.count))
        }
        return (1900...2099).contains(parts[0]) && (1...12).contains(parts[1])
            && (1...31).contains(parts[2])
    }

    /// A time from 2017 to 2033 in seconds, milliseconds, microseconds or nanoseconds since 1970.
    private static func isEpochTime(_ digits: ArraySlice<UInt8>) -> Bool {
        [10, 13, 16, 19].contains(digits.count)
            && (15...19).contains(number(digits.prefix(2)))
    }

    /// The value of a few digits.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
