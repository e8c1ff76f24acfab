internal import CFuse
public import SystemPackage

/// Answers with a piece of a file.
public struct DataReply: Reply, ~Copyable {
    /// The request that waits for the answer.
    public let request: PendingRequest
    /// The most that may be answered, in bytes: what the kernel asked for.
    public let limitBytes: Int

    init(_ request: consuming PendingRequest, limitBytes: Int) {
        self.request = request
        self.limitBytes = limitBytes
    }

    /// Answers with bytes, copied to the kernel from where they are; what is over the limit is left out.
    public consuming func succeed(_ bytes: UnsafeRawBufferPointer) {
        let count = min(bytes.count, limitBytes)
        request.finish { fuse_reply_buf($0, bytes.baseAddress, count) }
    }

    /// Answers with bytes, copied to the kernel from where they are.
    public consuming func succeed(_ bytes: [UInt8]) {
        let count = min(bytes.count, limitBytes)
        request.finish { handle in
            bytes.withUnsafeBytes { fuse_reply_buf(handle, $0.baseAddress, count) }
        }
    }

    /// Answers with bytes, copied to the kernel from where they are.
    public consuming func succeed(_ bytes: ArraySlice<UInt8>) {
        let count = min(bytes.count, limitBytes)
        request.finish { handle in
            bytes.withUnsafeBytes { fuse_reply_buf(handle, $0.baseAddress, count) }
        }
    }

    /// Answers with nothing: the end of the file.
    public consuming func succeedAtEnd() {
        succeed(UnsafeRawBufferPointer(start: nil, count: 0))
    }

    /// Answers that the request failed.
    public consuming func fail(_ error: Errno) {
        request.fail(error)
    }
}
