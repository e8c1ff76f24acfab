/// Numbers as YAML 1.1 and 1.2 both read them.
enum YAMLNumber {
    /// A JSON number: as its source spells it, where YAML agrees.
    ///
    /// YAML 1.1 wants a point and a signed exponent (`1e5` would be a string): such numbers get
    /// them, which does not change the value. `NaN` and `Infinity` become `.nan` and `.inf`. 1e400
    /// stays a number, as infinite to a reader of doubles as it was in JSON.
    static func text(ofJSON number: String) -> String {
        switch number {
        case "NaN": return ".nan"
        case "Infinity": return ".inf"
        case "-Infinity": return "-.inf"
        default: break
        }
        guard let mark = number.utf8.firstIndex(where: { $0 == 0x65 || $0 == 0x45 }) else {
            return number
        }
        var mantissa = String(number[..<mark])
        let exponent = String(number[number.utf8.index(after: mark)...])
        if !mantissa.utf8.contains(UInt8(ascii: ".")) { mantissa += ".0" }
        let isSigned = exponent.utf8.first.map { $0 == 0x2B || $0 == 0x2D } ?? false
        return mantissa + "e" + (isSigned ? "" : "+") + exponent
    }

    /// The shortest text that reads back as the same double.
    static func text(of value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        return text(ofJSON: value.description)
    }
}
