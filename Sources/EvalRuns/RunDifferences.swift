internal import Evals

/// What a run that was stopped began with, and a plan to finish it has not.
struct RunDifferences {
    /// Each difference in words, with what the run began with as far as a line can say it.
    private(set) var texts: [String] = []

    /// How many cases are named.
    private static let mostNames = 20

    /// Compares a run as it began with what would finish it; O(cases).
    init(from old: EvalRun, to new: EvalRun) {
        // The prompt's hash is that of the messages where there is no prompt.
        if old.prompt?.hash != new.prompt?.hash { texts.append("the prompt") }
        if old.target != new.target {
            texts.append("what is run (it began with \(old.target), and this is \(new.target))")
        }
        if old.judge != new.judge {
            texts.append(
                "the judge (it began with \(old.judge ?? "none"), and this is "
                    + "\(new.judge ?? "none"))")
        }
        guard old.cases.map({ Array($0.name.utf8) }) == new.cases.map({ Array($0.name.utf8) })
        else {
            texts.append(
                "the cases (it began with \(Self.names(old.cases)), and these are "
                    + "\(Self.names(new.cases)))")
            return
        }
        let pairs = zip(old.cases, new.cases)
        let repeated = pairs.filter { $0.repeatCount != $1.repeatCount }
        for counts in Set(repeated.map { [$0.repeatCount, $1.repeatCount] }).sorted(by: {
            $0.lexicographicallyPrecedes($1)
        }) {
            let cases = repeated.filter { [$0.repeatCount, $1.repeatCount] == counts }.map(\.1)
            texts.append(
                "the number of attempts at \(Self.names(cases)) (it began with \(counts[0]), and "
                    + "this is \(counts[1]))")
        }
        let changed = pairs.filter { $0.hash != $1.hash }.map(\.1)
        if !changed.isEmpty {
            texts.append((changed.count == 1 ? "the case " : "the cases ") + Self.names(changed))
        }
    }

    /// The names of cases; of those that are held out, only how many they are.
    private static func names(_ cases: [RunCase]) -> String {
        let open = cases.filter { $0.split == .dev }
        var names = open.prefix(mostNames).map { "\"\($0.name)\"" }
        if open.count > mostNames { names.append("\(open.count - mostNames) more") }
        let heldOut = cases.count - open.count
        if heldOut > 0 { names.append("\(heldOut) held out") }
        return names.joined(separator: ", ")
    }
}
