extension Suite {
    /// Reads what a file says of the suite: `SuiteDocument.header`; cases are passed over.
    ///
    /// An empty file is a suite of which nothing is said.
    public static func decode(_ header: [UInt8], limits: EvalLimits = .standard) -> Decoded<Suite> {
        switch YAMLReader(limits).node(header, sizeLimit: nil) {
        case .failure(let found):
            let isEmpty = found.problems.allSatisfy { $0.message == YAMLReader.noValue }
            return isEmpty ? Decoded(Suite()) : Decoded(nil, problems: found.problems)
        case .success(let tree):
            guard !tree.value.isNull else { return Decoded(Suite()) }
            var reader = FieldReader()
            let suite = reader.suite(tree)
            return Decoded(suite, problems: reader.problems)
        }
    }
}

extension EvalCase {
    /// Reads the text of a case.
    ///
    /// Takes any bytes: what is no UTF-8, no YAML, too large, too deep, or grows by aliases is a
    /// problem, and the value is nil. `text` is `SuiteDocument.resolvedText(ofCase:)` for a case of
    /// a file. A case that has a file of its own, `hasOwnFile`, needs no name: the file's name is its.
    public static func decode(
        _ text: [UInt8], limits: EvalLimits = .standard, hasOwnFile: Bool = false
    ) -> Decoded<EvalCase> {
        switch YAMLReader(limits).node(text, sizeLimit: limits.caseBytes) {
        case .failure(let found):
            return Decoded(nil, problems: found.problems)
        case .success(let tree):
            var reader = FieldReader()
            let value = reader.evalCase(tree, mustSayName: !hasOwnFile)
            return Decoded(value, problems: reader.problems)
        }
    }
}

extension EvalValue {
    /// Reads any YAML or JSON text within limits; nil, with problems, for one that cannot be read.
    ///
    /// For outputs of the system under test, and for foreign suites.
    public static func decode(
        yaml text: [UInt8], limits: EvalLimits = .standard
    ) -> Decoded<EvalValue> {
        switch YAMLReader(limits).node(text, sizeLimit: nil) {
        case .failure(let found): Decoded(nil, problems: found.problems)
        case .success(let tree): Decoded(tree.value)
        }
    }
}
