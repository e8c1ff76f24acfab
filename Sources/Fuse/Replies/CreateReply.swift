internal import CFuse
public import SystemPackage

/// Answers with a file that was made and opened at once.
public struct CreateReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest

    init(_ request: consuming PendingRequest) {
        self.request = request
    }

    /// Answers with the entry of the new file and the handle that later requests will carry.
    public consuming func succeed(_ entry: Entry, handle: UInt64, options: OpenOptions = []) {
        request.finish { request in
            var info = fuse_file_info()
            info.fh = handle
            options.apply(to: &info)
            return withUnsafePointer(to: entry.parameters) {
                fuse_reply_create(request, $0, &info)
            }
        }
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
