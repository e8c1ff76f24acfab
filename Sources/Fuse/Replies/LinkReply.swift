internal import CFuse
public import SystemPackage

/// Answers with the target of a symbolic link.
public struct LinkReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers with the bytes of the target.
    public consuming func succeed(_ target: [UInt8]) {
        request.finish { handle in
            target.withUnsafeBytes { fuse_reply_buf(handle, $0.baseAddress, $0.count) }
        }
    }

    /// Answers with the target.
    public consuming func succeed(_ target: String) {
        succeed(Array(target.utf8))
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
