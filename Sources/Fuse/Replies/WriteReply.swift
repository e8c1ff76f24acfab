internal import CFuse
public import SystemPackage

/// Answers how much was written.
public struct WriteReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers with the number of bytes that were taken.
    public consuming func succeed(writtenBytes: Int) {
        request.finish { fuse_reply_write($0, writtenBytes) }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
