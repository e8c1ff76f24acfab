internal import CFuse
internal import SystemPackage

// Justified: libfuse allows any thread to answer a request, and a value that cannot be copied has one owner.
/// A request of the kernel that waits for its answer.
public struct PendingRequest: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer
    private let host: Unmanaged<Host>

    init(_ handle: OpaquePointer) {
        self.handle = handle
        host = Host.reference(of: handle)
        host.takeUnretainedValue().didBegin()
    }

    deinit {
        fuse_reply_err(handle, Errno.ioError.rawValue)
        host.takeUnretainedValue().didEnd()
    }

    var caller: Caller { Caller(handle) }

    var isInterrupted: Bool { fuse_req_interrupted(handle) != 0 }

    /// Answers through `answer`, which gives libfuse's status: a failure means that the caller is gone.
    consuming func finish(_ answer: (fuse_req_t) -> Int32) {
        let handle = self.handle
        let host = self.host
        discard self
        _ = answer(handle)
        host.takeUnretainedValue().didEnd()
    }

    consuming func fail(_ error: Errno) {
        finish { fuse_reply_err($0, error.rawValue) }
    }
}
