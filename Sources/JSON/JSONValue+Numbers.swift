extension JSONValue {
    /// The text of a number as the source spells it; nil for any other kind.
    public var number: String? {
        kind == .number ? String(decoding: raw, as: UTF8.self) : nil
    }

    /// The exact integer that a number is (`12`, `1.2e1`); nil when it is none or does not fit.
    ///
    /// Nil for any other kind. Never goes through a `Double`.
    public var int64: Int64? {
        guard kind == .number else { return nil }
        return DecimalInteger.value(of: raw)
    }

    /// The nearest double of a number: infinite for 1e400; nil for any other kind.
    public var double: Double? {
        guard let text = number else { return nil }
        switch text {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        default: return Double(text)
        }
    }
}

/// Exact integers from decimal text.
private enum DecimalInteger {
    static func value(of text: UnsafeRawBufferPointer) -> Int64? {
        var digits = Digits()
        var exponent = 0
        var fractionDigits = 0
        var isInFraction = false
        var index = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative { index = 1 }
        scan: while index < text.count {
            switch text[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digits.append(text[index] - UInt8(ascii: "0")) else { return nil }
                if isInFraction { fractionDigits += 1 }
            case UInt8(ascii: "."):
                isInFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                let tail = String(decoding: text[(index + 1)...], as: UTF8.self)
                guard let given = Int(tail), abs(given) < 100_000 else { return nil }
                exponent = given
                break scan
            default:
                return nil
            }
            index += 1
        }
        return digits.value(scaledBy: exponent - fractionDigits, isNegative: isNegative)
    }

    /// A magnitude and the zeros behind it, which are not multiplied in before another digit.
    private struct Digits {
        private var magnitude: UInt64 = 0
        private var pendingZeros = 0

        mutating func append(_ digit: UInt8) -> Bool {
            guard digit != 0 else {
                if magnitude != 0 { pendingZeros += 1 }
                return true
            }
            guard let scaled = Self.scaled(magnitude, by: pendingZeros + 1) else { return false }
            pendingZeros = 0
            let (sum, overflow) = scaled.addingReportingOverflow(UInt64(digit))
            magnitude = sum
            return !overflow
        }

        func value(scaledBy exponent: Int, isNegative: Bool) -> Int64? {
            if magnitude == 0 { return 0 }
            let zeros = pendingZeros + exponent
            guard zeros >= 0, let whole = Self.scaled(magnitude, by: zeros) else { return nil }
            if isNegative {
                return whole == UInt64(Int64.max) + 1 ? .min : Int64(exactly: whole).map { -$0 }
            }
            return Int64(exactly: whole)
        }

        private static func scaled(_ value: UInt64, by zeros: Int) -> UInt64? {
            guard value != 0 else { return 0 }
            guard zeros < 20 else { return nil }
            var value = value
            for _ in 0..<zeros {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                value = product
            }
            return value
        }
    }
}
