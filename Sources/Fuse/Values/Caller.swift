internal import CFuse

/// The process that caused a request.
public struct Caller: Hashable, Sendable {
    /// Effective user.
    public let userID: UInt32
    /// Effective group.
    public let groupID: UInt32
    /// Thread number of the caller; 0 when the kernel itself asks, as for read-ahead.
    public let processID: Int32
    /// Bits that are cleared in the permissions of what it creates.
    public let umask: UInt32

    init(_ request: fuse_req_t) {
        let context = fuse_req_ctx(request)
        userID = context?.pointee.uid ?? 0
        groupID = context?.pointee.gid ?? 0
        processID = context?.pointee.pid ?? 0
        umask = context?.pointee.umask ?? 0
    }
}
