internal import GRDB
internal import Traces

/// The changes of lists within one transaction: each list is read and stored once.
struct ListChanges {
    private struct Change {
        var sums: SumsRow
        /// True when the list was not there, or was empty.
        let isNew: Bool
        var isChanged = false
        /// True when the first or last start may have gone.
        var losesStart = false
    }

    private var changes: [ListRow: Change] = [:]

    /// The lists of which a row of the index changed, with what became of them.
    var changedLists: [(list: ListRow, sums: SumsRow, isNew: Bool)] {
        changes.filter(\.value.isChanged).map { ($0.key, $0.value.sums, $0.value.isNew) }
    }

    /// Counts that an interaction's row replaces another one in a list; nil where there is none.
    mutating func replace(
        _ old: InteractionRow?, with new: InteractionRow?, in list: ListRow, _ database: Database
    ) throws {
        guard old != new else { return }
        var change = try changes[list] ?? loaded(list, database)
        if let old {
            change.sums.add(old, indexBytes: list.indexBytes(of: old), sign: -1)
            let start = old.start.nanoseconds
            if start == change.sums.firstStartNs || start == change.sums.lastStartNs {
                change.losesStart = change.losesStart || new?.start != old.start
            }
        }
        if let new {
            change.sums.add(new, indexBytes: list.indexBytes(of: new), sign: 1)
            let start = new.start.nanoseconds
            change.sums.firstStartNs = min(change.sums.firstStartNs ?? start, start)
            change.sums.lastStartNs = max(change.sums.lastStartNs ?? start, start)
        }
        if old?.indexLine != new?.indexLine || old == nil || new == nil {
            if !change.isChanged { change.sums.revision += 1 }
            change.isChanged = true
            for row in [old, new] {
                guard let row else { continue }
                change.sums.latestNs = max(change.sums.latestNs, row.latestNs)
            }
        }
        changes[list] = change
    }

    /// Stores the sums; the interactions' rows must be stored before.
    func store(_ database: Database) throws {
        for (list, change) in changes {
            var sums = change.sums
            if change.losesStart {
                (sums.firstStartNs, sums.lastStartNs) = try list.starts(database)
            }
            try list.store(sums, database)
        }
    }

    private func loaded(_ list: ListRow, _ database: Database) throws -> Change {
        let sums = try list.sums(database)
        return Change(sums: sums ?? SumsRow(), isNew: (sums?.interactions ?? 0) == 0)
    }
}

extension InteractionRow {
    /// The time that modification times begin with: the end, or the start while that is not known.
    var latestNs: Int64 { InteractionRow.latestNs(start: start, end: end) }

    /// Within limits that leave room to count up: a hostile time must not overflow.
    static func latestNs(start: Timestamp, end: Timestamp?) -> Int64 {
        min(max((end ?? start).nanoseconds, 0), Int64.max / 2)
    }
}
