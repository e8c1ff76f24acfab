internal import CFuse
public import SystemPackage

/// Answers a request that either succeeds or fails, and gives nothing.
public struct StatusReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers that it is done.
    public consuming func succeed() {
        request.finish { fuse_reply_err($0, 0) }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
