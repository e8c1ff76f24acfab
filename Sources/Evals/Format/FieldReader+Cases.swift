internal import Traces

extension FieldReader {
    static let caseKeys = [
        "name", "input", "expect", "matchers", "repeat", "tags", "split", "origin", "metadata",
    ]

    mutating func evalCase(_ tree: YAMLTree, mustSayName: Bool) -> EvalCase? {
        guard let fields = fields(of: tree, "a case", known: Self.caseKeys) else { return nil }
        guard let input = fields["input"] else {
            note(
                tree, "the case has no input", advice: "add `input:` with what the system is given")
            return nil
        }
        let name = text(fields["name"], "the name")
        if name == nil, mustSayName {
            note(tree, "the case has no name", advice: "add `name:`", severity: .warning)
        }
        return EvalCase(
            name: name, input: input.value, expect: fields["expect"]?.value,
            matchers: matchers(fields["matchers"]),
            repeatCount: integer(fields["repeat"], "repeat", in: 1...1_000),
            tags: texts(fields["tags"], "tags") ?? [],
            split: word(fields["split"], "split", as: EvalCase.Split.self) ?? .dev,
            origin: fields["origin"].flatMap { origin($0) }, metadata: fields["metadata"]?.value)
    }

    private mutating func origin(_ tree: YAMLTree) -> EvalCase.Origin? {
        let known = ["trace", "span", "anonymised"]
        guard !tree.value.isNull, let fields = fields(of: tree, "origin", known: known) else {
            return nil
        }
        let trace = text(fields["trace"], "the trace")
        let span = text(fields["span"], "the span")
        let origin = EvalCase.Origin(
            trace: trace.flatMap { TraceID(hex: $0) }, span: span.flatMap { SpanID(hex: $0) },
            anonymised: text(fields["anonymised"], "anonymised"))
        if trace != nil && origin.trace == nil || span != nil && origin.span == nil {
            note(
                tree, "the origin's trace or span is no id",
                advice: "write up to 32 hex digits for a trace and 16 for a span, in quotes",
                severity: .warning)
        }
        return origin
    }
}
