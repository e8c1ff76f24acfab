/// Long numbers, which may stand for an account, an order or a customer; only suspected.
///
/// Fractions, times, dates, and what is followed by a unit are measures, not somebody's.
enum NumberDetector {
    static let matches: Detector = { text in
        text.runs(of: \.isDigit).compactMap { run in
            guard run.count >= 6, isAlone(run, in: text), !isMeasure(run, in: text),
                !isDate(text[run]), !isEpochTime(text[run])
            else { return nil }
            return Match(range: run, kind: .identifier, isSure: false)
        }
    }

    private static let units: [StaticString] = [
        " ns", " us", " ms", " s", " seconds", " bytes", " tokens",
    ]

    /// True for what is no part of an ASCII word; other scripts write numbers without spaces.
    private static func isAlone(_ run: Range<Int>, in text: [UInt8]) -> Bool {
        text.at(run.lowerBound - 1)?.isAlphanumeric != true
            && text.at(run.upperBound)?.isAlphanumeric != true
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
