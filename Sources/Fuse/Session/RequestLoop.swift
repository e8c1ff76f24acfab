internal import CFuse
internal import Dispatch
internal import Glibc
internal import SystemPackage

/// Receives requests and has them answered, on several threads of which one receives at a time.
///
/// The receiver goes on looking for a moment before it sleeps: a program that got its answer asks again within microseconds, and
/// waking a thread that sleeps on another processor takes several times as long as most answers (in a virtual machine
/// half of the time of a `find` that nothing is cached of). libfuse's own loop always sleeps.
///
/// What only asks for names and attributes is answered by the receiver itself, which keeps its turn unless that takes long after
/// all; before anything else it lets another thread receive.
final class RequestLoop: Sendable {
    private let session: SessionHandle
    private let options: LoopOptions
    /// Readable once the loop is to end.
    private let ending: Int32
    private let turn = ReceiverTurn()

    init(_ session: SessionHandle, _ options: LoopOptions) throws(Errno) {
        self.session = session
        self.options = options
        ending = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        if ending < 0 { throw Errno(rawValue: errno) }
        let flags = fcntl(session.descriptor, F_GETFL)
        guard flags >= 0, fcntl(session.descriptor, F_SETFL, flags | O_NONBLOCK) >= 0 else {
            defer { close(ending) }
            throw Errno(rawValue: errno)
        }
    }

    deinit {
        close(ending)
    }

    /// Serves until the file system is unmounted or `end` is called.
    func run() {
        turn.begin()
        let threads = DispatchGroup()
        for number in 1..<max(options.threads, 2) {
            DispatchQueue(label: "fuse.requests.\(number)")
                .async(group: threads) { [self] in serve(asThread: number) }
        }
        serve(asThread: 0)
        threads.wait()
        turn.end()
    }

    /// Ends the loop, soon; may come before `run`.
    func end() {
        fuse_session_exit(session.pointer)
        eventfd_write(ending, 1)
    }

    private func serve(asThread thread: Int) {
        var request = fuse_buf()
        defer { free(request.mem) }
        // Starts with bits that no other thread's numbers have.
        var number = UInt64(thread) << 48
        var isReceiver = false
        while true {
            if !isReceiver { turn.take() }
            guard receive(&request) else { break }
            if Self.isQuick(request) {
                number += 1
                isReceiver = turn.keeping(number) { process(&request) }
            } else {
                isReceiver = false
                turn.pass()
                process(&request)
            }
        }
        // The next thread finds the end too.
        turn.pass()
    }

    private func process(_ request: inout fuse_buf) {
        fuse_session_process_buf(session.pointer, &request)
    }

    /// Waits for a request; false at the end.
    private func receive(_ request: inout fuse_buf) -> Bool {
        let began = ContinuousClock.now
        while fuse_session_exited(session.pointer) == 0 {
            let status = fuse_session_receive_buf(session.pointer, &request)
            if status > 0 { return true }
            guard status == -EAGAIN || status == -EINTR else { return false }
            if ContinuousClock.now - began < options.watchfulness {
                sched_yield()
            } else {
                sleep()
            }
        }
        return false
    }

    /// Sleeps until there may be a request or the end.
    private func sleep() {
        var sources = [session.descriptor, ending].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        poll(&sources, nfds_t(sources.count), -1)
    }

    /// Whether a request asks for no more than names and attributes.
    private static func isQuick(_ request: fuse_buf) -> Bool {
        guard let bytes = request.mem, request.size >= MemoryLayout<fuse_in_header>.size else {
            return false
        }
        let operation = fuse_opcode(bytes.load(as: fuse_in_header.self).opcode)
        return quickOperations.contains(operation)
    }

    private static let quickOperations = [
        FUSE_LOOKUP, FUSE_READDIRPLUS, FUSE_GETATTR, FUSE_READLINK, FUSE_FORGET, FUSE_BATCH_FORGET,
        FUSE_READDIR, FUSE_STATFS,
    ]
}
