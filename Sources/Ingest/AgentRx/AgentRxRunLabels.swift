import JSON
import Traces

/// What AgentRx's annotators say of one run: its failures, which of them is the root cause, and why.
struct AgentRxRunLabels {
    /// Where it stands in the file.
    let range: Range<Int>
    private let members: SalvagedMembers
    /// The failures that are whole.
    private let failures: [JSONValue]
    private let isDamaged: Bool

    /// Takes what a file says of a run.
    init(_ value: JSONValue) {
        self.init(value, behind: [], upTo: value.byteRange.upperBound)
    }

    /// Takes what is left of a damaged run: what it says before the damage, the failures behind it,
    /// and what else stands there up to an offset.
    init(_ value: JSONValue, behind pieces: [JSONValue], upTo end: Int) {
        let last = pieces.last?.byteRange.upperBound ?? value.byteRange.upperBound
        isDamaged = !value.isComplete
        range = value.byteRange.lowerBound..<last
        members = SalvagedMembers(
            value, behind: isDamaged ? last..<max(last, end) : nil,
            named: ["root_cause", "failure_summary"], in: value.source)
        failures = (value["failures"]?.elements ?? []).filter(\.isComplete) + pieces
    }

    /// True for an object that is a label of a step.
    static func isFailure(_ value: JSONValue) -> Bool {
        value["failure_id"] != nil && value["step_number"] != nil
    }

    /// Why some of it is of no use; nil when all of it is.
    func reasonToReject(_ runs: AgentRxRuns) -> String? {
        switch members["trajectory_id"].map({ runs.run(of: $0) }) {
        case .one?:
            let isListed = members["failures"]?.kind == .array
            return isListed || isDamaged ? nil : "labels of a task without a list of failures"
        case .several?: return "labels of a task that has several runs"
        case .missing?, nil: return "labels of a task without a run in a file beside them"
        }
    }

    /// The labels as annotations of the run that they are of, and where each stands.
    func annotations(
        _ runs: AgentRxRuns
    ) -> [(annotation: Annotation, range: Range<Int>)] {
        guard case .one(let run)? = members["trajectory_id"].map({ runs.run(of: $0) }) else {
            return []
        }
        var annotations = failures.map { (annotation(of: $0, in: run), $0.byteRange) }
        if let summary = members["failure_summary"], let text = summary.string {
            let whole = Annotation(
                traceID: run.traceID, name: "failure summary", explanation: text)
            annotations.append((whole, summary.byteRange))
        }
        return annotations
    }

    private func annotation(of failure: JSONValue, in run: AgentRxRuns.Run) -> Annotation {
        let step = failure["step_number"]?.int64
        var annotation = Annotation(
            traceID: run.traceID, spanID: step.flatMap { run.spanIDs[$0] },
            name: failure["failure_category"]?.string ?? "", label: failure["failed_agent"]?.string,
            explanation: failure["step_reason"]?.string)
        let told = ["failure_category", "failed_agent", "step_reason"]
        for field in failure.fields where !told.contains(field.name) && !field.value.isNull {
            annotation.attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        if let cause = members["root_cause"], let id = cause["failure_id"], !id.isNull,
            id.rawBytes == failure["failure_id"]?.rawBytes
        {
            annotation.severity = "root cause"
            if let reason = cause["reason_for_root_cause"] {
                annotation.attributes.append(
                    Attribute("reason_for_root_cause", AttributeValue(reason)))
            }
        }
        return annotation
    }
}
