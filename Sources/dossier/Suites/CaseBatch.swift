internal import Evals
internal import Rendering

/// Cases that come to a suite together, all or none.
struct CaseBatch {
    /// The cases, each with a name of its own.
    let cases: [EvalCase]
    /// Whether a case whose name is taken gets another one; the whole batch is refused otherwise.
    let renames: Bool

    /// The cases with names that are free.
    ///
    /// Throws when names are taken and may not be changed, and names them all.
    func named(
        in title: String, isTaken: (_ name: String) throws -> Bool
    ) throws -> [EvalCase] {
        var used = Set(cases.compactMap(\.name).map(ExactText.init))
        var taken: [String] = []
        let named = try cases.map { evalCase in
            guard let name = evalCase.name, try isTaken(name) else { return evalCase }
            taken.append(name)
            var renamed = evalCase
            var number = 2
            repeat {
                renamed.name = "\(name)-\(number)"
                number += 1
            } while try !used.insert(ExactText(renamed.name ?? "")).inserted
                || isTaken(renamed.name ?? "")
            return renamed
        }
        guard taken.isEmpty || renames else {
            let names = taken.map { "\"\(DisplayText.escaped($0))\"" }.joined(separator: ", ")
            throw OperationFailure(
                "nothing was added: \(title) has \(names) already; "
                    + "--rename gives the new ones other names")
        }
        return named
    }
}

extension EvalCase {
    /// The case as a YAML text of its own.
    var text: [UInt8] { Array(SuiteText.yaml(value).utf8) }
}
