import JSON
import Traces

/// Hands on the records of LangSmith's runs.
struct LangSmithReader {
    let file: InputFile
    let source: JSONSource
    let parents: LangSmithParents

    /// Reads a run and those below it; `baseOffset` is where the source begins in the file.
    func read(
        _ value: JSONValue, at baseOffset: Int, into sink: (Decoded) throws -> Void
    ) throws {
        var pending: [(run: JSONValue, parent: JSONValue?)] = [(value, nil)]
        while let (run, parent) = pending.popLast() {
            let range = run.byteRange
            let place = LangSmith.provenance(
                of: file,
                at: (range.lowerBound + baseOffset)..<(range.upperBound + baseOffset))
            if let span = LangSmithRun(run, parents: parents, parent: parent)?.span {
                try sink(.record(.span(span), place))
                for annotation in LangSmithRun.feedback(of: run, on: span) {
                    try sink(.record(.annotation(annotation), place))
                }
            } else {
                try sink(
                    .rejected(
                        Rejection(
                            provenance: place, reason: "a run without id or start_time",
                            bytes: run.rawBytes)))
            }
            for child in (run["child_runs"]?.elements ?? []).reversed() {
                pending.append((child, run))
            }
        }
    }
}
