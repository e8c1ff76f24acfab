internal import CFuse
public import SystemPackage

/// Answers with the attributes of an inode.
public struct AttributesReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers with the attributes and for how long the kernel may believe them.
    public consuming func succeed(_ attributes: Attributes, timeout: Duration) {
        request.finish { handle in
            withUnsafePointer(to: attributes.status) {
                fuse_reply_attr(handle, $0, timeout.inSeconds)
            }
        }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
