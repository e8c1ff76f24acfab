internal import CFuse
public import SystemPackage

/// Answers with the value of an extended attribute, or with the list of their names.
public struct ExtendedAttributeReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest
    /// Room that the caller has, in bytes; 0 asks for the size alone.
    public let roomBytes: Int

    init(_ request: consuming PendingRequest, roomBytes: Int) {
        self.request = request
        self.roomBytes = roomBytes
    }

    /// Answers with a value; when the caller has no room for it, as getxattr(2) says.
    public consuming func succeed(_ value: [UInt8]) {
        let room = roomBytes
        request.finish { handle in
            if room == 0 { return fuse_reply_xattr(handle, value.count) }
            if value.count > room { return fuse_reply_err(handle, Errno.outOfRange.rawValue) }
            return value.withUnsafeBytes { fuse_reply_buf(handle, $0.baseAddress, $0.count) }
        }
    }

    /// Answers with a list of names.
    public consuming func succeed(names: [FileName]) {
        succeed(names.flatMap { $0.bytes + [0] })
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
