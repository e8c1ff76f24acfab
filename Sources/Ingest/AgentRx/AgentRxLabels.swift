internal import JSON
internal import Traces

/// The failures that AgentRx's annotators found in runs of tau-bench: labels of steps, by task.
///
/// A label names its run by the task alone, so that the runs have to stand beside it: in a file of the
/// same directory or of one beside that.
public enum AgentRxLabels: TraceFormat {
    /// The name in provenance.
    public static let name = "agentrx-labels"

    /// What the format is.
    public static let summary = "AgentRx's labels of failed steps, read with the runs beside them"

    /// Known by trajectories with failures.
    public static func recognition(of sample: FileSample) -> Recognition {
        guard let json = sample.json, json.kind == .array, let first = json.elements.first,
            first["trajectory_id"] != nil
        else { return .no }
        guard first["failures"]?.kind == .array || !first.isComplete else {
            return .near("trajectories without failures")
        }
        return .yes(.certain, "failures of trajectories")
    }

    /// Decodes every label of whose run there is one.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        let content = try file.content()
        let source = content.source
        let found = DamagedJSON.elements(of: source, beginningWith: ["trajectory_id"]) {
            $0["trajectory_id"] != nil
        }
        let runs = AgentRxRuns(beside: file)
        for value in found.intact {
            let task = value["trajectory_id"]
            switch task.map({ runs.run(of: $0) }) {
            case .one(let run)?:
                for (annotation, range) in annotations(of: value, in: run) {
                    try sink(.record(.annotation(annotation), provenance(of: file, at: range)))
                }
            case .some(.several):
                let reason = "labels of a task that has several runs"
                try reject(value.byteRange, of: source, reason, in: file, into: sink)
            case .some(.missing), nil:
                let reason = "labels of a task without a run in a file beside them"
                try reject(value.byteRange, of: source, reason, in: file, into: sink)
            }
        }
        for range in found.damaged {
            try reject(range, of: source, "damaged JSON", in: file, into: sink)
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }

    private static func annotations(
        of value: JSONValue, in run: AgentRxRuns.Run
    ) -> [(annotation: Annotation, range: Range<Int>)] {
        let rootCause = value["root_cause"]
        var annotations = (value["failures"]?.elements ?? []).map { failure in
            (annotation(of: failure, rootCause: rootCause, in: run), failure.byteRange)
        }
        if let summary = value["failure_summary"], let text = summary.string {
            let whole = Annotation(
                traceID: run.traceID, name: "failure summary", explanation: text)
            annotations.append((whole, summary.byteRange))
        }
        return annotations
    }

    private static func annotation(
        of failure: JSONValue, rootCause: JSONValue?, in run: AgentRxRuns.Run
    ) -> Annotation {
        let step = failure["step_number"]?.int64
        var annotation = Annotation(
            traceID: run.traceID, spanID: step.flatMap { run.spanIDs[$0] },
            name: failure["failure_category"]?.string ?? "", label: failure["failed_agent"]?.string,
            explanation: failure["step_reason"]?.string)
        let told = ["failure_category", "failed_agent", "step_reason"]
        for field in failure.fields where !told.contains(field.name) && !field.value.isNull {
            annotation.attributes.append(Attribute(field.name, AttributeValue(field.value)))
        }
        if let cause = rootCause, let id = cause["failure_id"], !id.isNull,
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
