internal import Store

extension Tree {
    /// Larger pages are rendered when they are read, in bytes: the index of some 7,000 interactions.
    private static let keptPageBytes = 2 << 20

    /// The bytes of a file that is rendered when it is asked for.
    func pageBytes(of inode: Inode, at address: Address) throws -> [UInt8] {
        if case .rawRecords(let projection, let index) = address {
            return try rawBytes(projection: projection, index: index)
        }
        return try page(of: inode, at: address).bytes
    }

    /// Entries of a directory, with the pages among them rendered from the state of the store in which they were found.
    ///
    /// A page that is rendered from the state of the store, such as an index, cannot be rendered any more when
    /// that has changed; whoever has just been told its number reads it all the same.
    func keepingPages(
        in address: Address, _ entries: (Directory) throws -> [Entry]
    ) throws -> [Entry] {
        func found() throws -> [Entry] {
            guard let directory = try directory(at: address) else {
                throw TreeError.notADirectory(address.inode)
            }
            return try entries(directory)
        }
        guard address.hasPages else { return try found() }
        return try reader.consistently {
            let found = try found()
            for entry in found where entry.node.kind == .file {
                guard entry.node.sizeBytes <= Self.keptPageBytes,
                    let address = Address(entry.node.inode), address.isPage
                else { continue }
                do {
                    _ = try page(of: entry.node.inode, at: address)
                } catch is TreeError {
                    // What is wrong with a page is told to who reads it.
                }
            }
            return found
        }
    }

    /// A page in the revision of a number: as it is kept, or rendered if it is still current.
    private func page(of inode: Inode, at address: Address) throws -> Page {
        try pages.value(for: inode, cost: \.bytes.count) {
            try reader.consistently {
                if case .suiteProblems(let suite, _) = address {
                    return try problemsPage(of: inode, suite: suite)
                }
                if let bytes = try runBytes(of: inode, at: address),
                    let node = try unnamedNode(at: address)
                {
                    return Page(node: node, bytes: bytes)
                }
                guard let place = address.fixedPlace else { throw TreeError.notAFile(inode) }
                guard let directory = try directory(at: place.directory),
                    let node = try directory.entry(place.name)?.node, node.inode == inode
                else { throw TreeError.stale(inode) }
                let bytes = try directory.bytes(place.name)
                guard bytes.count == node.sizeBytes else {
                    throw TreeError.store(
                        inode: inode,
                        reason: "\(node.sizeBytes) bytes were told and \(bytes.count) are there")
                }
                return Page(node: node, bytes: bytes)
            }
        }
    }
}
