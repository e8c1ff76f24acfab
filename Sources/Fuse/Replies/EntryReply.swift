internal import CFuse
public import SystemPackage

/// Answers what is at a name.
public struct EntryReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers that the name leads to an inode.
    public consuming func succeed(_ entry: Entry) {
        request.finish { handle in
            withUnsafePointer(to: entry.parameters) { fuse_reply_entry(handle, $0) }
        }
    }

    /// Answers that there is nothing at the name, and that the kernel may believe so for a while.
    public consuming func succeed(absentFor timeout: Duration) {
        request.finish { handle in
            var parameters = fuse_entry_param()
            parameters.entry_timeout = timeout.inSeconds
            return fuse_reply_entry(handle, &parameters)
        }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
