internal import JSON
internal import Traces

/// Runs of LangSmith: an object with `runs`, a list of runs, or one run a line.
///
/// A run is a span; runs below a run (`child_runs`) too. Averages of feedback become annotations.
public enum LangSmith: TraceFormat {
    /// The name in provenance.
    public static let name = "langsmith"

    /// What the format is.
    public static let summary = "runs of LangSmith: {\"runs\": […]}, a list, or JSON lines"

    /// Known by runs with a `run_type` and a `start_time`.
    public static func recognition(of sample: FileSample) -> Recognition {
        let root = sample.json
        let listed = (root?["runs"] ?? root)?.elements.first
        let candidates = [listed, root].compactMap(\.self) + sample.jsonLines.prefix(20)
        guard let first = candidates.first(where: { $0["run_type"] != nil }) else { return .no }
        guard first["start_time"] != nil || !first.isComplete else {
            return .near("runs without start_time")
        }
        return .yes(.certain, "runs with run_type and start_time")
    }

    /// Decodes every run; behind damage it goes on with the next whole run.
    public static func decode(_ file: InputFile, into sink: (Decoded) throws -> Void) throws {
        guard try isLines(file) else { return try decodeDocument(file, into: sink) }
        var parents = LangSmithParents()
        try forEachJSONLine(of: file, rejectingInto: { _ in }) { parents.add($1) }
        try forEachJSONLine(of: file, rejectingInto: sink) { line, value in
            let reader = LangSmithReader(file: file, source: line.source, parents: parents)
            try reader.read(value, at: line.offsetBytes, into: sink)
        }
    }

    /// True when one of the first lines is a run by itself.
    private static func isLines(_ file: InputFile) throws -> Bool {
        let lines = try file.lines()
        for _ in 0..<20 {
            guard let line = lines.next() else { return false }
            guard !line.isTooLong, let root = DamagedJSON.salvaged(line.source, from: 0)?.root
            else { continue }
            if root.isComplete && root["run_type"] != nil { return true }
            if root["runs"] != nil || root.kind == .array { return false }
        }
        return false
    }

    private static func decodeDocument(
        _ file: InputFile, into sink: (Decoded) throws -> Void
    ) throws {
        let content = try file.content()
        let source = content.source
        let document = DamagedJSON.Document(source)
        let isOne = document.root?["run_type"] != nil && document.root?.isComplete == true
        let list = document.root?["runs"] ?? document.root
        var values = isOne ? [document.root].compactMap(\.self) : list?.elements ?? []
        let broken = values.last { !$0.isComplete }
        values.removeAll { !$0.isComplete }
        if let failure = document.failure {
            let found = DamagedJSON.objects(
                in: source, from: broken?.byteRange.lowerBound ?? failure.offset, failure: failure,
                beginningWith: Set(["id", "name"] + values.compactMap(\.firstName))
            ) { $0["run_type"] != nil }
            values += found.whole
            for range in found.damaged {
                try reject(range, of: source, "damaged JSON", in: file, into: sink)
            }
        }
        var parents = LangSmithParents()
        for value in values { parents.add(value) }
        let reader = LangSmithReader(file: file, source: source, parents: parents)
        for value in values { try reader.read(value, at: 0, into: sink) }
        try reject(content.failure, in: file, at: source.count, into: sink)
    }
}
