internal import GRDB
public import Traces

extension Store {
    /// Marks the running traces quiet to which nothing was added since a moment, and settles the quiet ones
    /// to which nothing was added since an earlier one; both have to be projected again.
    ///
    /// - Returns: How many traces changed.
    public func settle(
        quietSince: Timestamp, forgottenSince: Timestamp
    ) throws(StoreError) -> Int {
        // Both values of hasEnded are named so that the index finds the time behind it.
        let condition = """
            (phase = 1 AND hasEnded IN (0, 1) AND arrivedNs <= ?1)
            OR (phase = 2 AND hasEnded IN (0, 1) AND arrivedNs <= ?2)
            """
        let bindings: [Binding] = [
            .int(quietSince.nanoseconds), .int(forgottenSince.nanoseconds),
        ]
        let isNeeded = try readOnce { database in
            // Served by traceUnsettled.
            try Query(
                database,
                "SELECT 1 FROM trace INDEXED BY traceUnsettled WHERE phase > 0 AND (\(condition))"
            ).hasRow(bindings)
        }
        guard isNeeded else { return 0 }
        return try write { database in
            try Query(
                database,
                """
                UPDATE trace SET revision = revision + 1, phase = CASE phase WHEN 1 THEN 2 ELSE 0 END
                WHERE phase > 0 AND (\(condition))
                """
            ).run(bindings)
            return database.changesCount
        } committed: {
            $0
        }
    }

    /// How much is left to do for what has changed: to render it, to settle it, to prune its past.
    public func unfinished() throws(StoreError) -> Unfinished {
        try readOnce { database in
            let isUrgent = try Query(
                database,
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM trace WHERE projected < revision)
                    OR EXISTS (SELECT 1 FROM trace WHERE phase > 0 AND phase = 1)
                """
            ).hasRow()
            guard !isUrgent else { return .now }
            let isLeft = try Query(
                database,
                """
                SELECT 1 WHERE EXISTS (SELECT 1 FROM trace WHERE phase > 0)
                    OR EXISTS (SELECT 1 FROM projection WHERE supersededNs IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM live WHERE leftNs IS NOT NULL)
                """
            ).hasRow()
            return isLeft ? .later : .nothing
        }
    }

    /// Removes projections that were superseded before a moment, the packs that nothing refers to any more,
    /// and what is left of interactions that left the list of unfinished ones before it.
    ///
    /// - Returns: How many projections and packs were removed.
    @discardableResult
    public func prune(
        supersededBefore time: Timestamp
    ) throws(StoreError) -> (projections: Int, packs: Int) {
        let isNeeded = try readOnce { database in
            let hasProjections = try Query(
                database, "SELECT 1 FROM projection WHERE supersededNs < ? LIMIT 1"
            ).hasRow([.int(time.nanoseconds)])
            let hasLive = try Query(database, "SELECT 1 FROM live WHERE leftNs < ? LIMIT 1")
                .hasRow([.int(time.nanoseconds)])
            return hasProjections || hasLive
        }
        guard isNeeded else { return (0, 0) }
        return try write { database in
            try Query(database, "DELETE FROM live WHERE leftNs < ?").run([.int(time.nanoseconds)])
            return try Pruning(database).removeSuperseded(before: time)
        } committed: {
            $0
        }
    }
}
