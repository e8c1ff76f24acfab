internal import Rendering
internal import Store
internal import Traces

/// An `index.tsv`: its size is known from sums, so that no row is read before the file is.
enum IndexFile {
    /// The node of the index of a list.
    static func node(_ address: Address, _ sums: ListSums, header: String = IndexTable.header)
        -> Node
    {
        Node(
            inode: address.inode, kind: .file, sizeBytes: header.utf8.count + sums.indexBytes,
            modified: Timestamp(nanoseconds: sums.modifiedNs))
    }

    /// The bytes of an index whose rows `fill` appends, each as a path and the line behind it.
    static func bytes(
        header: String = IndexTable.header,
        fill: ((_ path: String, _ line: String) -> Void) throws -> Void
    ) rethrows -> [UInt8] {
        var bytes = Array(header.utf8)
        try withoutActuallyEscaping({ (path: String, line: String) in
            bytes += path.utf8
            bytes += line.utf8
        }) { try fill($0) }
        return bytes
    }
}
