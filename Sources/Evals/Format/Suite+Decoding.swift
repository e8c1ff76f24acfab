extension Suite {
    /// Reads what a file says of the suite; its cases are passed over.
    public static func decode(_ header: [UInt8], limits: EvalLimits = .standard) -> Decoded<Suite> {
        Decoded(nil)
    }
}

extension EvalCase {
    /// Reads the text of a case.
    ///
    /// Takes any bytes: what is no UTF-8, no YAML, too large, too deep, or grows by aliases is a
    /// problem, and the value is nil. `text` is `SuiteDocument.resolvedText(ofCase:)` for a case of
    /// a file.
    public static func decode(_ text: [UInt8], limits: EvalLimits = .standard) -> Decoded<EvalCase>
    {
        Decoded(nil)
    }
}

extension SuiteDocument {
    /// The suite and what is wrong with it and its cases, with lines of the file; names that
    /// several cases have are problems too.
    public func check(limits: EvalLimits = .standard) -> (
        suite: Suite?, cases: [EvalCase?], problems: [Problem]
    ) { (nil, [], []) }
}
