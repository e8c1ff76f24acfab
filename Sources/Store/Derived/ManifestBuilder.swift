internal import Traces

/// Makes the manifest of a projection, which keeps what it can of the manifest before it.
struct ManifestBuilder {
    /// The manifest as it is made.
    private(set) var manifest: Manifest
    /// Files whose content was stored.
    private(set) var filesWritten = 0
    /// Files that keep what they had.
    private(set) var filesKept = 0

    private let tree: FileTree
    private let files: [ProjectedFile]
    private let old: Manifest?
    /// The modification time of whatever is new; later than that of what it replaces.
    private let newNs: Int64
    /// The index in the old manifest of each entry's path; nil when it had none.
    private var oldIndexes: [Int?] = []
    /// The content that is stored already: files move when another one is put between them.
    private var known: [ContentDigest: ContentExtent] = [:]

    /// Begins the manifest of a projection, which has this identity and replaces an old manifest.
    init(
        id: Manifest.ID, projection: Projection, old: Manifest?, newNs: Int64, subject: String
    ) throws(StoreError) {
        tree = try FileTree(projection.files, subject: subject)
        files = projection.files
        self.old = old
        self.newNs = newNs
        manifest = Manifest(
            id: id, interaction: projection.trace.id, entries: [], extents: [], text: [],
            isPlaced: projection.trace.place != nil)
        for extent in old?.extents ?? [] { known[extent.digest] = extent }
        oldIndexes = matches()
        for index in tree.nodes.indices { appendEntry(index) }
    }

    /// Fills in the contents of files: kept where equal and `isReadable`, else through `write`.
    ///
    /// Hidden files come last and are told apart, so that they do not stand between listed ones.
    mutating func storeContents(
        isReadable: (ArraySlice<ContentExtent>) throws -> Bool,
        write: (UnsafeRawBufferPointer, _ isHidden: Bool) throws -> (Pack.ID, Int)
    ) throws {
        for isHidden in [false, true] {
            for index in tree.walk where tree.nodes[index].isHidden == isHidden {
                guard let file = tree.nodes[index].file, case .bytes(let bytes) = files[file].body
                else { continue }
                try storeContent(
                    of: index, bytes, isReadable: isReadable, write: { try write($0, isHidden) })
            }
        }
    }

    /// Gives links and directories the identities and times that they keep; to be called last.
    mutating func finish() {
        for index in manifest.entries.indices.reversed() {
            guard let old, let oldIndex = oldIndexes[index] else { continue }
            switch manifest.entries[index].kind {
            case .file: continue
            case .link:
                let isEqual =
                    old.text[old.entries[oldIndex].target]
                    == manifest.text[manifest.entries[index].target]
                isEqual ? keep(index, oldIndex) : renew(index, oldIndex)
            case .directory:
                let isEqual = hasEqualChildren(index, old, oldIndex)
                isEqual ? keep(index, oldIndex) : renew(index, oldIndex)
                manifest.entries[index].identity = old.entries[oldIndex].identity
            }
        }
    }

    /// True when the manifest says nothing that the old one does not say.
    var isUnchanged: Bool {
        guard let old else { return false }
        return manifest.entries.count == old.entries.count
            && manifest.entries.indices.allSatisfy { index in
                guard let oldIndex = oldIndexes[index] else { return false }
                let (new, old) = (manifest.entries[index], old.entries[oldIndex])
                return new.identity == old.identity && new.modifiedNs == old.modifiedNs
                    && new.isHidden == old.isHidden
            }
    }

    private func matches() -> [Int?] {
        var indexes = [Int?](repeating: nil, count: tree.nodes.count)
        guard let old, !old.entries.isEmpty else { return indexes }
        indexes[0] = 0
        for index in tree.nodes.indices.dropFirst() {
            let node = tree.nodes[index]
            guard let parent = indexes[node.parent],
                let match = old.child(named: node.name, of: parent),
                old.entries[match].kind == kind(of: node)
            else { continue }
            indexes[index] = match
        }
        return indexes
    }

    private func kind(of node: FileTree.Node) -> ManifestEntry.Kind {
        guard let file = node.file else { return .directory }
        switch files[file].body {
        case .bytes: return .file
        case .link: return .link
        }
    }

    private mutating func appendEntry(_ index: Int) {
        let node = tree.nodes[index]
        var entry = ManifestEntry(
            kind: kind(of: node), isHidden: node.isHidden, parent: node.parent,
            children: node.children, sizeBytes: 0, modifiedNs: newNs,
            identity: EntryIdentity(projection: manifest.id, index: index),
            extents: 0..<0, name: 0..<0, target: 0..<0)
        entry.name = appendText(node.name)
        if let file = node.file, case .link(let target) = files[file].body {
            entry.target = appendText(Array(target.utf8))
            entry.sizeBytes = entry.target.count
        }
        manifest.entries.append(entry)
    }

    private mutating func appendText(_ bytes: [UInt8]) -> Range<Int> {
        let start = manifest.text.count
        manifest.text += bytes
        return start..<manifest.text.count
    }

    private mutating func storeContent(
        of index: Int, _ bytes: [UInt8], isReadable: (ArraySlice<ContentExtent>) throws -> Bool,
        write: (UnsafeRawBufferPointer) throws -> (Pack.ID, Int)
    ) throws {
        let stretches = stride(from: 0, to: bytes.count, by: ContentExtent.maximumLengthBytes).map {
            $0..<min(bytes.count, $0 + ContentExtent.maximumLengthBytes)
        }
        let digests = bytes.withUnsafeBytes { bytes in
            stretches.map { ContentDigest(of: UnsafeRawBufferPointer(rebasing: bytes[$0])) }
        }
        manifest.entries[index].sizeBytes = bytes.count
        let start = manifest.extents.count
        if let old, let oldIndex = oldIndexes[index], old.entries[oldIndex].sizeBytes == bytes.count
        {
            let extents = old.extents(at: oldIndex)
            if extents.map(\.digest) == digests, try isReadable(extents) {
                manifest.extents += extents
                manifest.entries[index].extents = start..<manifest.extents.count
                filesKept += 1
                return keep(index, oldIndex)
            }
        }
        for (stretch, digest) in zip(stretches, digests) {
            if let extent = known[digest], try isReadable([extent]) {
                manifest.extents.append(extent)
                continue
            }
            let place = try bytes.withUnsafeBytes {
                try write(UnsafeRawBufferPointer(rebasing: $0[stretch]))
            }
            let extent = ContentExtent(
                pack: place.0, offsetBytes: place.1, lengthBytes: stretch.count, digest: digest)
            known[digest] = extent
            manifest.extents.append(extent)
        }
        manifest.entries[index].extents = start..<manifest.extents.count
        filesWritten += 1
        if let oldIndex = oldIndexes[index] { renew(index, oldIndex) }
    }

    private mutating func keep(_ index: Int, _ oldIndex: Int) {
        guard let entry = old?.entries[oldIndex] else { return }
        manifest.entries[index].identity = entry.identity
        manifest.entries[index].modifiedNs = entry.modifiedNs
    }

    /// A changed entry is modified later than before, however its source's clock went.
    private mutating func renew(_ index: Int, _ oldIndex: Int) {
        guard let entry = old?.entries[oldIndex] else { return }
        manifest.entries[index].modifiedNs = max(newNs, entry.modifiedNs &+ 1)
    }

    private func hasEqualChildren(_ index: Int, _ old: Manifest, _ oldIndex: Int) -> Bool {
        let children = manifest.entries[index].children
        let oldChildren = old.entries[oldIndex].children
        return children.count == oldChildren.count
            && zip(children, oldChildren).allSatisfy { new, previous in
                oldIndexes[new] == previous
                    && manifest.entries[new].identity == old.entries[previous].identity
                    && manifest.entries[new].isHidden == old.entries[previous].isHidden
            }
    }
}
