/// Samples of Inspect: `input`, `target`, `choices`, `id`, `metadata`.
enum InspectImport {
    static func read(_ bytes: [UInt8]) -> SuiteImport.Result {
        let rows = JSONRows(bytes)
        var result = SuiteImport.Result()
        result.problems = rows.problems
        // Inspect's own scorers compare with the target; `contains` is its `includes`.
        result.suite.matchers = [Matcher(.contains([]), usesExpect: true)]
        var names = UniqueNames()
        for (index, row) in rows.rows.enumerated() {
            guard var input = row.value["input"] else {
                result.note("sample \(index + 1) has no input", line: row.line)
                continue
            }
            if let choices = row.value["choices"], !choices.isNull {
                input = .map([EvalMember("question", input), EvalMember("choices", choices)])
            }
            for lost in ["files", "sandbox", "setup"] where row.value[lost].map(\.isNull) == false {
                result.note("\(lost) of sample \(index + 1) is not carried over", line: row.line)
            }
            let target = row.value["target"]
            // Several targets mean any of them.
            let matchers = target?.elements.map { _ in [Matcher(.oneOf([]), usesExpect: true)] }
            result.cases.append(
                EvalCase(
                    name: names.unique(row.value["id"]?.text ?? "sample-\(index + 1)"),
                    input: input, expect: target, matchers: matchers,
                    metadata: row.value["metadata"]))
        }
        return result
    }
}
