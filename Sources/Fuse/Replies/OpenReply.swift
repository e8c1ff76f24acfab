internal import CFuse
public import SystemPackage

/// Answers with a handle of an opened file or directory; `.noFunction` means "no need to ask".
public struct OpenReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers with the handle that later requests will carry.
    public consuming func succeed(handle: UInt64, options: OpenOptions = []) {
        request.finish { request in
            var info = fuse_file_info()
            info.fh = handle
            options.apply(to: &info)
            return fuse_reply_open(request, &info)
        }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
