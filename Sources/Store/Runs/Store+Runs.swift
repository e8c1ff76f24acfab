public import Evals
internal import GRDB
public import Traces

extension Store {
    /// Begins a run with its cases; durable when it returns.
    ///
    /// - Throws: `exists` when the owner has a run of that name.
    public func beginRun(_ run: EvalRun, of owner: RunOwner) throws(StoreError) -> RunRow.ID {
        try write { database in
            try RunTransaction(database: database, writer: writer).begin(run, of: owner)
        } committed: {
            $0
        }
    }

    /// Adds attempts to a run, and says how far it has come; durable when it returns.
    public func record(
        _ attempts: [Attempt], of run: RunRow.ID, state: EvalRun.State = .running,
        end: Timestamp? = nil
    ) throws(StoreError) {
        try write { database in
            let transaction = RunTransaction(database: database, writer: writer)
            for attempt in attempts { try transaction.add(attempt, to: run) }
            try transaction.set(state, end: end, of: run)
        } committed: {
            $0
        }
    }

    /// Keeps the pages of a run, and the history of its suite; what says the same as before stays as it is.
    public func keepPages(
        _ pages: [RunPage], of run: RunRow.ID, history: [UInt8]?, at now: Timestamp
    ) throws(StoreError) {
        try write { database in
            try RunTransaction(database: database, writer: writer)
                .keep(pages, of: run, history: history, at: now)
        } committed: {
            $0
        }
    }
}
