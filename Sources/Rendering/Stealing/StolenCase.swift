internal import Evals
public import Redaction
public import Traces

/// A case made of one call of an interaction: its input, and what was answered as a starting point.
public struct StolenCase: Sendable {
    /// Why a call makes no case, unless one insists.
    public enum Doubt: Hashable, Sendable, CustomStringConvertible {
        /// The call had not ended when it was recorded.
        case unfinished
        /// The record does not have all of the input.
        case inputIncomplete(String)
        /// The answer was cut.
        case outputCut(String)

        /// The doubt in words.
        public var description: String {
            switch self {
            case .unfinished: "the call has no end: it is unfinished, or its end was not recorded"
            case .inputIncomplete(let reason): "the input is not complete: \(reason)"
            case .outputCut(let reason): "the answer was cut: \(reason)"
            }
        }
    }

    /// The text of the case, as YAML.
    public let text: String
    /// What was replaced, and what may have to be, each once.
    public let findings: [Finding]
    /// What speaks against the case.
    public let doubts: [Doubt]

    /// Makes a case of a model or tool call; nil for any other step.
    public init?(of step: Step, in traceID: TraceID, name: String, _ pseudonymizer: Pseudonymizer) {
        guard let call = StolenCall(step) else { return nil }
        var redactor = ValueRedactor(pseudonymizer)
        let input = redactor.redacted(call.input)
        let output = redactor.redacted(call.output)
        findings = redactor.findings
        doubts = call.doubts
        let origin: EvalValue = .map([
            EvalMember("trace", .string(traceID.description)),
            EvalMember("span", .string(step.span.spanID.description)),
            EvalMember("anonymised", .string(Self.account(of: redactor.findings))),
        ])
        var buffer = TextBuffer()
        buffer.append(
            SuiteText.yaml(
                .map([
                    EvalMember("name", .string(name)), EvalMember("origin", origin),
                    EvalMember("input", input),
                ])))
        buffer.line("# What was answered then; make of it what should be answered:")
        for line in SuiteText.yaml(.map([EvalMember("expect", output)])).split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropLast() { buffer.line(line.isEmpty ? "#" : "# " + line) }
        text = buffer.text
    }

    /// How the case was anonymised, in a sentence.
    static func account(of findings: [Finding]) -> String {
        var counts: [(kind: String, count: Int)] = []
        for finding in findings where finding.pseudonym != nil {
            if let index = counts.firstIndex(where: { $0.kind == finding.kind.name }) {
                counts[index].count += 1
            } else {
                counts.append((finding.kind.name, 1))
            }
        }
        let replaced = counts.map { "\($0.count) × \($0.kind)" }.joined(separator: ", ")
        return (replaced.isEmpty ? "nothing was recognised" : "stable pseudonyms for \(replaced)")
            + "; names of people and companies are not recognised"
    }
}
