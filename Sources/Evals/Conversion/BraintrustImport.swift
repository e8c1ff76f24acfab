/// Rows of a Braintrust data set: `input`, `expected`, `metadata`, `tags`, `id`.
enum BraintrustImport {
    static func read(_ bytes: [UInt8]) -> SuiteImport.Result {
        let rows = JSONRows(bytes)
        var result = SuiteImport.Result()
        result.problems = rows.problems
        result.suite.matchers = [Matcher(.equals(.null), usesExpect: true)]
        var names = UniqueNames()
        for (index, row) in rows.rows.enumerated() {
            guard let input = row.value["input"] else {
                result.note("row \(index + 1) has no input", line: row.line)
                continue
            }
            let expect = row.value["expected"] ?? row.value["output"]
            if expect == nil {
                result.note("row \(index + 1) has nothing expected", line: row.line)
            }
            let name = row.value["name"] ?? row.value["id"]
            result.cases.append(
                EvalCase(
                    name: names.unique(name?.text ?? "row-\(index + 1)"), input: input,
                    expect: expect, tags: row.value["tags"]?.elements?.compactMap(\.string) ?? [],
                    metadata: row.value["metadata"]))
        }
        return result
    }
}
