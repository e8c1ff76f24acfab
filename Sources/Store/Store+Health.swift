extension Store {
    /// Reads everything and compares it with its digests.
    ///
    /// `progress` is called now and then, on the calling thread.
    public func check(
        progress: (CheckProgress) -> Void = { _ in }
    ) throws(StoreError) -> StoreReport {
        let statistics = try statistics(measuringTables: false)
        return try read { database in
            var check = StoreCheck(database, statistics: statistics)
            try check.run(progress: progress)
            return check.report
        }
    }

    /// Counts everything; `measuringTables` reads the whole file once.
    public func statistics(measuringTables: Bool = false) throws(StoreError) -> StoreStatistics {
        var statistics = try read { database in
            try StoreStatistics(database, measuringTables: measuringTables)
        }
        statistics.fileBytes = StoreFile.sizeBytes(at: path)
        return statistics
    }
}
