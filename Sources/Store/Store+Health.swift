extension Store {
    /// Reads everything and compares it with its digests.
    public func check(
        progress: (CheckProgress) -> Void = { _ in }
    ) throws(StoreError) -> StoreReport {
        fatalError("follows")
    }

    /// Counts everything; `measuringTables` reads the whole file once.
    public func statistics(measuringTables: Bool = false) throws(StoreError) -> StoreStatistics {
        fatalError("follows")
    }
}
