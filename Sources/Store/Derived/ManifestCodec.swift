/// The binary form of manifests: entries in order, of which the children's ranges follow from counts.
enum ManifestCodec {
    private static let version: UInt8 = 1
    /// The bits of an entry's first byte.
    private static let kindBits: UInt8 = 3
    private static let hiddenBit: UInt8 = 4
    private static let keptBit: UInt8 = 8

    /// The bytes of a manifest.
    static func encoded(_ manifest: Manifest) -> [UInt8] {
        var writer = ByteWriter()
        writer.byte(version)
        let baseNs = manifest.entries[0].modifiedNs
        writer.signed(baseNs)
        writer.count(manifest.entries.count)
        var pack: Pack.ID = 0
        for (index, entry) in manifest.entries.enumerated() {
            let own = EntryIdentity(projection: manifest.id, index: index)
            var flags = entry.kind.rawValue
            if entry.isHidden { flags |= hiddenBit }
            if entry.identity != own { flags |= keptBit }
            writer.byte(flags)
            write(manifest.text[entry.name], to: &writer)
            writer.signed(entry.modifiedNs &- baseNs)
            if entry.identity != own {
                writer.signed(manifest.id &- entry.identity.projection)
                writer.count(entry.identity.index)
            }
            switch entry.kind {
            case .directory: writer.count(entry.children.count)
            case .link: write(manifest.text[entry.target], to: &writer)
            case .file:
                writer.count(entry.sizeBytes)
                for extent in manifest.extents[entry.extents] {
                    writer.signed(extent.pack &- pack)
                    pack = extent.pack
                    writer.count(extent.offsetBytes)
                    writer.digest(extent.digest)
                }
            }
        }
        return writer.bytes
    }

    /// The manifest of bytes; throws `damaged` when they are none.
    static func decoded(
        _ bytes: [UInt8], id: Manifest.ID, interaction: TraceRow.ID
    ) throws(StoreError) -> Manifest {
        var reader = ByteReader(bytes, subject: "the manifest of projection \(id)")
        guard try reader.byte() == version else { throw reader.damage }
        let baseNs = try reader.signed()
        let count = try reader.length()
        var manifest = Manifest(
            id: id, interaction: interaction, entries: [], extents: [], text: [])
        manifest.entries.reserveCapacity(count)
        manifest.text.reserveCapacity(bytes.count)
        var pack: Pack.ID = 0
        var nextChild = 1
        for index in 0..<count {
            let flags = try reader.byte()
            guard let kind = ManifestEntry.Kind(rawValue: flags & kindBits) else {
                throw reader.damage
            }
            var entry = ManifestEntry(
                kind: kind, isHidden: flags & hiddenBit != 0, parent: 0, children: 0..<0,
                sizeBytes: 0, modifiedNs: 0,
                identity: EntryIdentity(projection: id, index: index),
                extents: 0..<0, name: 0..<0, target: 0..<0)
            entry.name = try readText(&reader, into: &manifest.text)
            entry.modifiedNs = baseNs &+ (try reader.signed())
            if flags & keptBit != 0 {
                entry.identity.projection = id &- (try reader.signed())
                entry.identity.index = try reader.count()
            }
            switch kind {
            case .directory:
                let children = try reader.count()
                guard children <= count - nextChild else { throw reader.damage }
                entry.children = nextChild..<nextChild + children
                nextChild += children
            case .link:
                entry.target = try readText(&reader, into: &manifest.text)
                entry.sizeBytes = entry.target.count
            case .file:
                entry.sizeBytes = try reader.count()
                entry.extents = try readExtents(&reader, of: entry, pack: &pack, into: &manifest)
            }
            manifest.entries.append(entry)
        }
        guard nextChild == count, reader.remaining == 0 else { throw reader.damage }
        setParents(of: &manifest.entries)
        return manifest
    }

    private static func readExtents(
        _ reader: inout ByteReader, of entry: ManifestEntry, pack: inout Pack.ID,
        into manifest: inout Manifest
    ) throws(StoreError) -> Range<Int> {
        let start = manifest.extents.count
        var rest = entry.sizeBytes
        while rest > 0 {
            pack = pack &+ (try reader.signed())
            let length = min(rest, ContentExtent.maximumLengthBytes)
            manifest.extents.append(
                ContentExtent(
                    pack: pack, offsetBytes: try reader.count(), lengthBytes: length,
                    digest: try reader.digest()))
            rest -= length
        }
        return start..<manifest.extents.count
    }

    private static func setParents(of entries: inout [ManifestEntry]) {
        for index in entries.indices {
            for child in entries[index].children { entries[child].parent = index }
        }
    }

    private static func write(_ text: ArraySlice<UInt8>, to writer: inout ByteWriter) {
        writer.count(text.count)
        text.withUnsafeBytes { writer.raw($0) }
    }

    private static func readText(
        _ reader: inout ByteReader, into text: inout [UInt8]
    ) throws(StoreError) -> Range<Int> {
        let start = text.count
        text += try reader.raw(try reader.length())
        return start..<text.count
    }
}
