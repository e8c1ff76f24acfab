internal import Store
internal import Traces

/// A directory of an interaction, by its place in the current manifest.
struct ProjectedDirectory {
    /// The trace, with its current projection.
    let trace: ProjectedTrace
    /// The directory's index in the manifest of that projection.
    let index: Int
}

extension Tree {
    /// The manifest of a projection; nil when there is none for this reader.
    func manifest(_ id: Manifest.ID) throws -> Manifest? {
        if let found = manifests.value(for: id) { return found }
        guard let manifest = try reader.manifest(id) else { return nil }
        return manifests.value(for: id, cost: \.memoryBytes) { manifest }
    }

    /// The node of a manifest's entry; nil when there is none.
    func projectedNode(projection: Manifest.ID, index: Int) throws -> Node? {
        guard let manifest = try manifest(projection), manifest.entries.indices.contains(index)
        else { return nil }
        let entry = manifest.entry(at: index)
        guard entry.kind == .directory else { return node(of: entry) }
        // A directory keeps its number while its entries come and go: answer its present state.
        guard let subject = try projectedDirectory(projection: projection, index: index) else {
            return nil
        }
        return try self.manifest(subject.trace.projection).map {
            node(of: $0.entry(at: subject.index))
        }
    }

    /// The directory of a manifest's entry as it is now, or as it was when it is there no more; nil when it
    /// is no directory.
    func projectedDirectory(projection: Manifest.ID, index: Int) throws -> ProjectedDirectory? {
        guard let manifest = try manifest(projection), manifest.entries.indices.contains(index),
            manifest.entry(at: index).kind == .directory
        else { return nil }
        let trace = try currentTrace(of: manifest)
        guard trace.projection != projection else {
            return ProjectedDirectory(trace: trace, index: index)
        }
        guard let current = try self.manifest(trace.projection) else { return nil }
        guard let found = current.index(ofPath: manifest.path(at: index)),
            current.entry(at: found).kind == .directory
        else { return ProjectedDirectory(trace: ProjectedTrace(manifest), index: index) }
        return ProjectedDirectory(trace: trace, index: found)
    }

    /// The entries of a directory of an interaction that listing shows.
    func entries(of directory: ProjectedDirectory) throws -> [Entry] {
        guard let manifest = try manifest(directory.trace.projection) else { return [] }
        return manifest.children(of: directory.index).compactMap { index in
            let entry = manifest.entry(at: index)
            return entry.isHidden
                ? nil : Entry(name: manifest.name(at: index), node: node(of: entry))
        }
    }

    /// The entry of a name in a directory of an interaction; nil when there is none.
    func entry(named name: String, of directory: ProjectedDirectory) throws -> Entry? {
        guard let manifest = try manifest(directory.trace.projection),
            let index = manifest.child(named: name.utf8, of: directory.index)
        else { return try pastEntry(named: name, of: directory) }
        return Entry(name: name, node: node(of: manifest.entry(at: index)))
    }

    /// The bytes of a file of an interaction: a slice of a pack, or of several put together.
    func projectedBytes(
        projection: Manifest.ID, index: Int, from offset: Int, maximum: Int
    ) throws -> ArraySlice<UInt8> {
        let inode = Address.projected(projection: projection, index: index).inode
        guard let manifest = try manifest(projection), manifest.entries.indices.contains(index)
        else { throw TreeError.noSuchInode(inode) }
        let entry = manifest.entry(at: index)
        guard entry.kind == .file else { throw TreeError.notAFile(inode) }
        let end = min(entry.sizeBytes, offset.addingReportingOverflow(maximum).partialValue)
        guard offset >= 0, offset < end else { return [] }
        let extents = manifest.extents(at: index)
        let unit = ContentExtent.maximumLengthBytes
        let needed = offset / unit...(end - 1) / unit
        if needed.count == 1 {
            let content = try content(of: extents[extents.startIndex + needed.lowerBound])
            let start = content.startIndex + offset % unit
            return content[start..<start + end - offset]
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(needed.count * unit)
        for number in needed {
            bytes += try content(of: extents[extents.startIndex + number])
        }
        let start = offset - needed.lowerBound * unit
        return bytes[start..<start + end - offset]
    }

    /// The target of a link of an interaction.
    func linkTarget(projection: Manifest.ID, index: Int) throws -> String {
        let inode = Address.projected(projection: projection, index: index).inode
        guard let manifest = try manifest(projection), manifest.entries.indices.contains(index)
        else { throw TreeError.noSuchInode(inode) }
        guard manifest.entry(at: index).kind == .link else { throw TreeError.notALink(inode) }
        return manifest.linkTarget(at: index)
    }

    private func content(of extent: ContentExtent) throws -> ArraySlice<UInt8> {
        let pack = try packs.value(for: extent.pack, cost: \.bytes.count) {
            try reader.pack(extent.pack)
        }
        return try pack.content(of: extent)
    }

    /// The node of a manifest's entry.
    func node(of entry: ManifestEntry) -> Node {
        let kind: Node.Kind =
            switch entry.kind {
            case .directory: .directory
            case .file: .file
            case .link: .link
            }
        let address = Address.projected(
            projection: entry.identity.projection, index: entry.identity.index)
        return Node(
            inode: address.inode, kind: kind, sizeBytes: entry.sizeBytes,
            modified: Timestamp(nanoseconds: entry.modifiedNs))
    }
}
