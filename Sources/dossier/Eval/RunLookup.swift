internal import Evals
internal import Store

/// Finds suites and runs that a command line names.
enum RunLookup {
    /// Whose runs are meant: those of the file at a path, or of a suite of the store.
    static func owner(of reference: String, in reader: StoreReader) throws -> RunOwner {
        if case .name(let name) = SuiteReference(reference),
            let suite = try reader.suite(named: name)
        {
            return .suite(suite.id)
        }
        let owner = try RunSubject.owner(ofFile: reference, in: reader)
        guard try !reader.runs(of: owner).isEmpty else {
            throw OperationFailure("\(reference) has no runs in the store")
        }
        return owner
    }

    /// The run of a name; of any owner for nil.
    static func run(
        named name: String, of owner: RunOwner?, in reader: StoreReader
    ) throws -> EvalRun {
        let rows: [RunRow]
        if let owner {
            let all = try reader.runs(of: owner)
            rows =
                name == "last"
                ? Array(all.suffix(1)) : all.filter { $0.name.utf8.elementsEqual(name.utf8) }
        } else {
            rows = try reader.runs(named: name)
        }
        guard let row = rows.first else {
            throw OperationFailure(
                "no run \"\(name)\"; `dossier eval results SUITE` names them all")
        }
        guard rows.count == 1 else {
            throw OperationFailure("several suites have a run \"\(name)\"; name one with --suite")
        }
        guard let run = try reader.run(row.id) else {
            throw OperationFailure("the run \"\(name)\" is gone")
        }
        return run
    }
}
