public import Evals

/// Why a run cannot begin.
public enum RunError: Error, Hashable, Sendable {
    /// The suite itself is not fit to run.
    case unfitSuite([Problem])
    /// The prompt's file cannot be read.
    case unreadablePrompt(path: String, reason: String)
    /// The key of a model is not in the environment.
    case missingKey(variable: String, model: String)
    /// A budget was given, but a model has no price.
    case missingPrice(model: String)
    /// A budget was given, but an answer does not say what it cost.
    case unknownCost
    /// A graded matcher has nobody to judge.
    case missingJudge(matcher: String)
    /// No case is left to run: the names and tags that were asked for.
    case noCases(asked: [String])
    /// A case that was asked for does not exist.
    case noSuchCase(String)
    /// What is to be resumed is another run's.
    case changedSince(run: String, what: String)
}

extension RunError: CustomStringConvertible {
    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .unfitSuite(let problems): problems.map(\.description).joined(separator: "\n")
        case .unreadablePrompt(let path, let reason):
            "cannot read the prompt \(path): \(reason); its path is taken from the suite's directory"
        case .missingKey(let variable, let model):
            "the key for \(model) is missing: set \(variable)"
        case .missingPrice(let model):
            "--max-cost needs a price: the suite gives none for \(model)"
        case .unknownCost:
            "an answer says no number of tokens, so that --max-cost cannot be kept; what was done is kept, "
                + "run the rest without --max-cost"
        case .missingJudge(let matcher):
            "the matcher \"\(matcher)\" is graded, but the suite names no judge"
        case .noCases(let asked):
            asked.isEmpty
                ? "the suite has no case that can be run"
                : "no case that can be run has \(asked.joined(separator: ", "))"
        case .noSuchCase(let name): "no case \"\(name)\"; `dossier eval list` names them all"
        case .changedSince(let run, let what):
            "\(run) cannot be resumed, because these are not what it began with: \(what); make them as "
                + "they were (--case, --tag and --repeat too), or start a new run without --resume"
        }
    }
}
