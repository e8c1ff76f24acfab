extension Tree {
    /// Larger pages are rendered when they are read, in bytes: the index of some 7,000 interactions.
    private static let keptPageBytes = 2 << 20
    /// How often entries are looked at again because a page among them has changed meanwhile.
    private static let keepingAttempts = 32

    /// Entries, with the pages among them rendered while they are current.
    ///
    /// A page that is rendered from the state of the store, such as an index, cannot be rendered any more when
    /// that has changed; whoever has just been told its number reads it all the same.
    func keepingPages(_ entries: () throws -> [Entry]) throws -> [Entry] {
        for _ in 0..<Self.keepingAttempts {
            let found = try entries()
            if try keepPages(of: found) { return found }
        }
        return try entries()
    }

    /// Renders pages; false when one of them has changed meanwhile.
    private func keepPages(of entries: [Entry]) throws -> Bool {
        for entry in entries where entry.node.kind == .file {
            let inode = entry.node.inode
            guard entry.node.sizeBytes <= Self.keptPageBytes, let address = Address(inode),
                address.fixedPlace != nil
            else { continue }
            do {
                _ = try page(of: inode, at: address)
            } catch TreeError.stale, TreeError.noSuchInode {
                return false
            }
        }
        return true
    }
}
