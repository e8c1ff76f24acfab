public import Evals
public import Traces

/// Whose runs they are.
public enum RunOwner: Hashable, Sendable {
    /// A suite of the store.
    case suite(SuiteRow.ID)
    /// The suite of a file outside, by its absolute path.
    case file(String)

    /// The condition on `r` that lets the owner's runs through.
    var condition: String {
        switch self {
        case .suite: "r.suite = ?"
        case .file: "r.file = ?"
        }
    }

    var binding: Binding {
        switch self {
        case .suite(let id): .int(id)
        case .file(let path): .text(path)
        }
    }
}

/// A run, without its cases and attempts.
public struct RunRow: Hashable, Sendable, Identifiable {
    /// The number of a run; never used twice.
    public typealias ID = Int64

    /// The number.
    public var id: ID
    /// Its name, unique among the runs of its owner.
    public var name: String
    /// When it began.
    public var start: Timestamp
    /// How far it has come.
    public var state: EvalRun.State
    /// When its pages last changed.
    public var modified: Timestamp
}

extension RunRow {
    static let columns = "r.id, r.name, r.startNs, r.state, r.modifiedNs"

    init(_ row: ResultRow) throws {
        guard let state = EvalRun.State(rawValue: row.text(3)) else {
            throw StoreError(.damaged, "the row of run \(row.int(0))")
        }
        self.init(
            id: row.int(0), name: row.text(1), start: Timestamp(nanoseconds: row.int(2)),
            state: state, modified: Timestamp(nanoseconds: row.int(4)))
    }
}
