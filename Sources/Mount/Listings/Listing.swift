internal import Traces
internal import Tree

/// The entries of a directory in a compact form: what `readdir` answers piece by piece.
struct Listing: Sendable {
    private struct Row {
        let inode: Inode
        let sizeBytes: Int
        let modifiedNs: Int64
        let nameEnd: UInt32
        let kind: Node.Kind
        let permissions: UInt16?
    }

    /// The directory.
    let directory: Inode
    /// Tells apart the listings of one directory at different times; below 2^22.
    let id: UInt32
    private let rows: [Row]
    private let names: [UInt8]

    /// Keeps entries, which are sorted by the bytes of their names.
    init(of directory: Inode, id: UInt32, _ entries: [Entry]) {
        self.directory = directory
        self.id = id
        var names: [UInt8] = []
        rows = entries.map { entry in
            names += entry.name.utf8
            return Row(
                inode: entry.node.inode, sizeBytes: entry.node.sizeBytes,
                modifiedNs: entry.node.modified.nanoseconds, nameEnd: UInt32(names.count),
                kind: entry.node.kind,
                permissions: entry.node.permissions.map { UInt16(truncatingIfNeeded: $0) })
        }
        self.names = names
    }

    var count: Int { rows.count }

    /// What keeping it costs, in bytes.
    var costBytes: Int { 128 + rows.count * MemoryLayout<Row>.stride + names.count }

    func name(at index: Int) -> ArraySlice<UInt8> {
        let start = index == 0 ? 0 : Int(rows[index - 1].nameEnd)
        return names[start..<Int(rows[index].nameEnd)]
    }

    func node(at index: Int) -> Node {
        let row = rows[index]
        return Node(
            inode: row.inode, kind: row.kind, sizeBytes: row.sizeBytes,
            modified: Timestamp(nanoseconds: row.modifiedNs),
            permissions: row.permissions.map(UInt32.init))
    }

    /// The index of a name, in O(log n); nil when it is not listed.
    func index(of name: [UInt8]) -> Int? {
        var range = rows.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let candidate = self.name(at: middle)
            if candidate.elementsEqual(name) { return middle }
            range =
                candidate.lexicographicallyPrecedes(name)
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}
