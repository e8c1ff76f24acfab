internal import Glibc

/// How a mount in the background tells the process that started it that it serves, or why it does not.
///
/// One line through a pipe: `ready`, or the failure. An end without a line means that it died.
struct ReadySignal {
    /// The descriptor that the mount writes to.
    static let descriptor: Int32 = 3

    private let readEnd: Int32
    /// The descriptor to hand to the mount.
    let writeEnd: Int32

    /// Makes the pipe; nil when there are no descriptors left.
    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    /// Waits for the line; nil when the mount is ready, else why it is not.
    func wait() -> String? {
        close(writeEnd)
        defer { close(readEnd) }
        var line: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(readEnd, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            line += piece[..<count]
        }
        let text = String(decoding: line, as: UTF8.self)
        guard text != "ready\n" else { return nil }
        return text.isEmpty ? "the mount ended before it was ready" : text
    }

    /// Closes what else was inherited: whoever waits for the other end to be closed (a program that
    /// started the mount, say) would wait for as long as the mount lives.
    static func closeInheritedDescriptors() {
        for descriptor in descriptor + 1..<1024 { close(descriptor) }
    }

    /// Says that the mount serves.
    static func sendReady() {
        Terminal.write("ready\n", to: descriptor)
        close(descriptor)
    }

    /// Says why the mount does not serve.
    static func send(failure: String) {
        Terminal.write(failure, to: descriptor)
        close(descriptor)
    }
}
