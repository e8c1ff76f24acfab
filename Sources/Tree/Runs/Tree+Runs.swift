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
}
