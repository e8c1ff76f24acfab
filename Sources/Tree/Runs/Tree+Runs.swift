internal import Store

extension Tree {
    /// The bytes of a page that a run left; nil for any other number.
    func runBytes(of inode: Inode, at address: Address) throws -> [UInt8]? {
        let stored: [UInt8]?
        switch address {
        case .runPage(let id): stored = try reader.bytes(ofRunPage: id)
        case .suiteHistory(let id): stored = try reader.bytes(ofHistoryPage: id)
        default: return nil
        }
        // A page that says something else by now is another page.
        guard let stored else { throw TreeError.stale(inode) }
        return stored
    }

    /// The directory of a suite's runs, of a run, or of a case in it; nil at any other address.
    func runDirectory(at address: Address) throws -> Directory? {
        switch address {
        case .results(let id):
            let suite = try suite(id)
            return Directory(
                try ResultsLayout.node(of: suite, in: self), ResultsLayout.table, suite, in: self)
        case .run(let id):
            let run = try run(id)
            return Directory(RunLayout.node(of: run), RunLayout.table, run, in: self)
        case .runCase(let id, let index):
            let directory = RunCaseDirectory(run: try run(id), index: index)
            return Directory(
                RunLayout.node(of: directory), RunLayout.caseTable, directory, in: self)
        default: return nil
        }
    }

    private func run(_ id: RunRow.ID) throws -> RunRow {
        guard let run = try reader.runRow(id) else {
            throw TreeError.noSuchInode(Address.run(id).inode)
        }
        return run
    }
}
