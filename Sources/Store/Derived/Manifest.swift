/// The directories, files and links of one projection of an interaction.
///
/// Entry 0 is the directory of the interaction. Names compare by bytes.
public struct Manifest: Hashable, Sendable, Identifiable {
    /// The identity of the projection.
    public typealias ID = Int64

    /// The identity of the projection.
    public internal(set) var id: ID
    /// The interaction that was projected.
    public internal(set) var interaction: TraceRow.ID
    /// Every entry; those of one directory stand together, sorted by name.
    public internal(set) var entries: [ManifestEntry]
    /// The extents of all files.
    var extents: [ContentExtent]
    /// Names and link targets, one after another.
    var text: [UInt8]
    /// False when the interaction had no permanent place yet: its directory was another one then.
    public internal(set) var isPlaced = true

    /// What keeping the manifest in memory costs, in bytes, roughly.
    public var memoryBytes: Int {
        entries.count * MemoryLayout<ManifestEntry>.stride
            + extents.count * MemoryLayout<ContentExtent>.stride + text.count
    }

    /// The entry at an index.
    public func entry(at index: Int) -> ManifestEntry { entries[index] }

    /// The indexes of a directory's entries, hidden ones included; empty for anything else.
    public func children(of index: Int) -> Range<Int> { entries[index].children }

    /// The entry of a name in a directory, hidden or not; nil when there is none.
    ///
    /// O(log n).
    public func child(named name: some Collection<UInt8>, of index: Int) -> Int? {
        // Generic comparison byte by byte costs several times more than that of the memory.
        let found = name.withContiguousStorageIfAvailable { search($0, of: index) }
        return found ?? Array(name).withUnsafeBufferPointer { search($0, of: index) }
    }

    private func search(_ name: UnsafeBufferPointer<UInt8>, of index: Int) -> Int? {
        var range = entries[index].children
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let order = compare(entries[middle].name, name)
            if order == 0 { return middle }
            if order < 0 {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }

    /// Negative when the text in `range` sorts before the name, zero when it is the name.
    private func compare(_ range: Range<Int>, _ name: UnsafeBufferPointer<UInt8>) -> Int {
        text.withUnsafeBufferPointer { text in
            let shared = min(range.count, name.count)
            for offset in 0..<shared where text[range.lowerBound + offset] != name[offset] {
                return Int(text[range.lowerBound + offset]) - Int(name[offset])
            }
            return range.count - name.count
        }
    }

    /// The entry of a path below the root, names separated by `/`; nil when there is none.
    public func index(ofPath path: some StringProtocol) -> Int? {
        var index = 0
        for name in path.utf8.split(separator: UInt8(ascii: "/")) {
            guard let next = child(named: name, of: index) else { return nil }
            index = next
        }
        return index
    }

    /// The name of an entry; empty for the root.
    public func name(at index: Int) -> String {
        String(decoding: nameBytes(at: index), as: UTF8.self)
    }

    /// The bytes of the name of an entry; empty for the root.
    public func nameBytes(at index: Int) -> ArraySlice<UInt8> { text[entries[index].name] }

    /// The target of a link; empty for anything else.
    public func linkTarget(at index: Int) -> String {
        String(decoding: text[entries[index].target], as: UTF8.self)
    }

    /// Where the content of a file is, in order; the extent that holds an offset is the one at
    /// `offset / ContentExtent.maximumLengthBytes`.
    public func extents(at index: Int) -> ArraySlice<ContentExtent> {
        extents[entries[index].extents]
    }

    /// The path of an entry below the root, names separated by `/`.
    public func path(at index: Int) -> String {
        var names: [String] = []
        var index = index
        while index != 0 {
            names.append(name(at: index))
            index = entries[index].parent
        }
        return names.reversed().joined(separator: "/")
    }
}
