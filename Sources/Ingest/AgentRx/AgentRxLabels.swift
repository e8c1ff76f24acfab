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
        let found = DamagedJSON.elements(
            of: source, beginningWith: ["trajectory_id", "failure_id"]
        ) { $0["trajectory_id"] != nil || AgentRxRunLabels.isFailure($0) }
        let runs = AgentRxRuns(beside: file)
        let rest = found.behindBroken.prefix(while: AgentRxRunLabels.isFailure)
        let next = found.behindBroken.dropFirst(rest.count)
        var all = (found.whole + next).map { AgentRxRunLabels($0) }
        if let broken = found.broken {
            let end = next.first?.byteRange.lowerBound ?? source.count
            all.append(AgentRxRunLabels(broken, behind: Array(rest), upTo: end))
        } else {
            all += rest.map { AgentRxRunLabels($0) }
        }
        for labels in all {
            if let reason = labels.reasonToReject(runs) {
                try reject(labels.range, of: source, reason, in: file, into: sink)
            }
            for (annotation, range) in labels.annotations(runs) {
                try sink(.record(.annotation(annotation), provenance(of: file, at: range)))
            }
        }
        for range in found.damaged {
            try reject(range, of: source, "damaged JSON", in: file, into: sink)
        }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }
}
