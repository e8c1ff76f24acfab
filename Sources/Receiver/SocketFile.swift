internal import Glibc

/// The file of a Unix socket.
enum SocketFile {
    /// Refuses a path at which somebody answers; what a server that died has left there is no hindrance.
    static func check(_ path: String) throws(ReceiverError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw .cannotListen("unix:\(path)", reason: "there is another file")
        }
        guard !isAnswered(path) else {
            throw .cannotListen("unix:\(path)", reason: "another process listens on it")
        }
    }

    private static func isAnswered(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        // A longer one cannot be bound either.
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let status = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        // One whose queue is full is alive too.
        return status == 0 || errno == EAGAIN || errno == EINPROGRESS
    }
}
