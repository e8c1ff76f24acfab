internal import CFuse
public import SystemPackage

/// Answers with a piece of a directory: names are added until one does not fit, then the reply is finished.
public struct DirectoryReply: Reply, ~Copyable {
    /// What became of a name that was to be added.
    public enum Addition: Sendable {
        /// It is part of the answer.
        case added
        /// The answer is full: this name is the first of the next piece.
        case full
        /// The name is illegal and was left out: one such name would make the whole directory unreadable.
        case illegal
    }

    /// The request that waits for the answer.
    public let request: PendingRequest
    /// Whether the kernel wants entries with attributes; otherwise they are ignored.
    public let includesEntries: Bool
    private var buffer: DirectoryBuffer

    init(_ request: consuming PendingRequest, limitBytes: Int, includesEntries: Bool) {
        self.request = request
        self.includesEntries = includesEntries
        buffer = DirectoryBuffer(capacity: limitBytes)
    }

    /// Adds a name together with its attributes: to the kernel the same as a lookup of that name.
    ///
    /// The next offset is what the kernel sends to continue after this name; it is never 0.
    @discardableResult
    public mutating func add(_ name: FileName, _ entry: Entry, nextOffset: Int64) -> Addition {
        guard includesEntries else {
            let attributes = entry.attributes
            return add(name, attributes.inode, attributes.kind, nextOffset: nextOffset)
        }
        guard name.isLegal else { return .illegal }
        let isAdded = buffer.append(name, parameters: entry.parameters, nextOffset: nextOffset)
        return isAdded ? .added : .full
    }

    /// Adds a name with nothing but its number and kind, as `.` and `..` are.
    @discardableResult
    public mutating func add(
        _ name: FileName, _ inode: InodeNumber, _ kind: FileKind, nextOffset: Int64
    ) -> Addition {
        guard name.isLegal else { return .illegal }
        let attributes = Attributes(inode: inode, kind: kind, permissions: 0)
        guard includesEntries else {
            let isAdded = buffer.append(name, status: attributes.status, nextOffset: nextOffset)
            return isAdded ? .added : .full
        }
        var parameters = fuse_entry_param()
        parameters.attr = attributes.status
        let isAdded = buffer.append(name, parameters: parameters, nextOffset: nextOffset)
        return isAdded ? .added : .full
    }

    /// Answers with what was added; nothing is the end of the directory.
    public consuming func finish() {
        let bytes = buffer.bytes
        request.finish { fuse_reply_buf($0, bytes.baseAddress, bytes.count) }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
