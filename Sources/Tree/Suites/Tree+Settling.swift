internal import Evals
internal import Store
public import Traces

extension Tree {
    /// Makes what a file shows a revision, so that it can be restored.
    public func settle(_ inode: Inode, at now: Timestamp) throws(TreeError) {
        try writing(inode) { writer in
            guard case .suiteFile(let id) = Address(inode) else { return }
            _ = try writer.settle(id, at: now)
        }
    }

    /// Brings up to date what depends on files and directories that have changed and are left alone now: their revisions,
    /// the order, what is wrong with them.
    public func tend(_ changed: some Sequence<Inode>, at now: Timestamp) throws(TreeError) {
        var suites: Set<SuiteRow.ID> = []
        for inode in changed {
            try writing(inode) { writer in
                switch Address(inode) {
                case .suite(let id), .suiteCases(let id): suites.insert(id)
                case .suiteFile(let id):
                    guard let file = try reader.file(id) else { return }
                    suites.insert(file.suite)
                    if file.isDraft { _ = try writer.settle(id, at: now) }
                default: break
                }
            }
        }
        for suite in suites { try tend(suite: suite, at: now) }
    }

    /// Finishes the drafts that a mount has left which ended without finishing them.
    ///
    /// There was no close to tell whether a program was done. What one write has put into an empty file is taken for a
    /// save; a draft that is empty, that several writes have made, or that looks cut short, does not replace what was there:
    /// it is kept beside it.
    public func finishDrafts(at now: Timestamp) throws(TreeError) {
        guard writer != nil else { return }
        try writing(.root) { writer in
            var suites: Set<SuiteRow.ID> = []
            for file in try reader.drafts() where file.kind.hasRevisions {
                suites.insert(file.suite)
                if try isCutShort(file) {
                    try writer.setAside(file.id, at: now)
                } else {
                    _ = try writer.settle(file.id, at: now)
                }
            }
            for suite in try writer.restoreMovedAside(at: now) { suites.insert(suite) }
            for suite in suites { try tend(suite: suite, at: now) }
        }
    }

    /// Forgets temporary files that nobody has used for a day.
    public func forgetUnused(at now: Timestamp) throws(TreeError) {
        try writing(.root) { writer in
            try writer.forgetUnused(
                before: Timestamp(nanoseconds: now.nanoseconds - Self.unusedNs), at: now)
        }
    }

    /// Temporary files that nobody has used for this long are forgotten.
    private static let unusedNs: Int64 = 86_400_000_000_000
    /// What is too long for one request comes in parts of whole pages; what a program gathers before it writes, too.
    private static let pageBytes = 4_096
    private static let newline = UInt8(ascii: "\n")

    private func tend(suite id: SuiteRow.ID, at now: Timestamp) throws(TreeError) {
        try writing(Address.suite(id).inode) { writer in
            guard try reader.suite(id) != nil else { return }
            let order = try carryOver(suite: id, at: now)
            try writer.bringOrderUpToDate(of: id, following: order, at: now)
            try writer.setProblems(
                reader.uncheckedFiles(of: id).map { ($0, try problems(of: $0)) })
        }
    }

    private func isCutShort(_ file: SuiteFileRow) throws -> Bool {
        guard let place = file.place, let latest = try reader.revisions(of: place).first,
            latest.sizeBytes > 0
        else { return false }
        if file.sizeBytes == 0 { return true }
        // What is changed in place, as by appending, is whole after every write.
        guard file.keptBytes == 0 else { return false }
        if file.writes > 1 { return true }
        let before = try reader.bytes(of: latest, at: place)
        let now = try reader.bytes(of: file.id)
        // Whole lines of any length are a save.
        let isWholePages = file.latestWriteBytes % Self.pageBytes == 0
        if isWholePages || before.last == Self.newline, now.last != Self.newline { return true }
        return SuiteProblems.text(of: before, kind: file.kind).isEmpty
            && !SuiteProblems.text(of: now, kind: file.kind).isEmpty
    }
}
