internal import CFuse
public import SystemPackage

/// Answers with the statistics of the file system.
public struct StatisticsReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers with the statistics.
    public consuming func succeed(_ statistics: Statistics) {
        request.finish { handle in
            withUnsafePointer(to: statistics.statvfs) { fuse_reply_statfs(handle, $0) }
        }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
