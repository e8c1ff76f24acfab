internal import CFuse
internal import Glibc
internal import SystemPackage

// Justified: libfuse's session may be used from any thread, and the pointer is freed only with the last reference.
/// Owner of libfuse's session and of what its callbacks reach.
final class SessionHandle: @unchecked Sendable {
    let pointer: OpaquePointer
    private let host: Unmanaged<Host>

    init(_ host: Host, options: MountOptions) throws(Errno) {
        let words = ["fuse", "-o", options.text]
        var arguments = words.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        arguments.append(nil)
        let retained = Unmanaged.passRetained(host)
        let made = arguments.withUnsafeMutableBufferPointer { buffer in
            var list = fuse_args()
            list.argc = Int32(words.count)
            list.argv = buffer.baseAddress
            defer { fuse_opt_free_args(&list) }
            return withUnsafePointer(to: makeOperations()) { operations in
                fuse_session_new(
                    &list, operations, MemoryLayout<fuse_lowlevel_ops>.size, retained.toOpaque())
            }
        }
        guard let made else {
            retained.release()
            throw .invalidArgument
        }
        pointer = made
        self.host = retained
    }

    deinit {
        fuse_session_destroy(pointer)
        host.release()
    }

    func mount(at path: String) throws(Errno) {
        errno = 0
        guard fuse_session_mount(pointer, path) == 0 else {
            let cause = Errno(rawValue: errno)
            throw cause.rawValue == 0 ? .ioError : cause
        }
    }

    /// The device that requests come from.
    var descriptor: Int32 { fuse_session_fd(pointer) }

    /// Lets go of the device, so that whoever still uses the file system is told that it is gone.
    ///
    /// libfuse's own way also unmounts the path unless the kernel already ended the connection, and so could unmount what
    /// someone else has mounted there since; then the descriptor is replaced, which closes it as well.
    func releaseDevice() {
        let descriptor = descriptor
        guard descriptor >= 0 else { return }
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        if poll(&state, 1, 0) == 1, state.revents & Int16(POLLERR) != 0 {
            fuse_session_unmount(pointer)
            return
        }
        let null = Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { return }
        dup2(null, descriptor)
        close(null)
    }
}
