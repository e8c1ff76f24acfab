import Foundation
import JSON
import Traces

/// What a log of Inspect says of all its samples.
struct InspectLog {
    private let root: JSONValue?
    /// What identifies the evaluation.
    let id: String

    /// Reads the header of a log; the file's name identifies one that does not say.
    init(_ root: JSONValue?, file: InputFile) {
        self.root = root
        let eval = root?["eval"]
        let ids = ["run_id", "task_id"].compactMap { eval?[$0]?.string }
        id =
            eval?["eval_id"]?.string
            ?? (ids.isEmpty
                ? URL(filePath: file.path).deletingPathExtension().lastPathComponent
                : ids.joined(separator: "/"))
    }

    /// The task's name.
    var task: String { root?["eval"]?["task"]?.string ?? "" }

    /// When it began, for samples that do not say.
    var start: Timestamp {
        let times = [root?["stats"]?["started_at"], root?["eval"]?["created"]]
        return times.lazy.compactMap { $0?.string.flatMap { Timestamp(iso8601: $0) } }.first
            ?? .epoch
    }

    /// The header as attributes of a sample.
    func facts(of sample: JSONValue) -> [Attribute] {
        var facts: [Attribute] = []
        if let tags = root?["eval"]?["tags"], tags.count > 0 {
            facts.append(Attribute("dossier.tags", AttributeValue(tags)))
        }
        for name in ["version", "status", "eval", "plan", "results", "stats", "error"] {
            guard let value = root?[name], !value.isNull, value.isComplete else { continue }
            facts.append(Attribute("inspect.\(name)", AttributeValue(value)))
        }
        let reductions: [Attribute] = (root?["reductions"]?.elements ?? []).compactMap { scorer in
            let own = scorer["samples"]?.elements.first {
                $0["sample_id"]?.rawBytes == sample["id"]?.rawBytes
            }
            return own.map {
                Attribute(
                    scorer["scorer"]?.string ?? "", $0["value"].map { AttributeValue($0) } ?? .null)
            }
        }
        if !reductions.isEmpty {
            facts.append(Attribute("inspect.reductions", .map(reductions)))
        }
        return facts
    }
}
