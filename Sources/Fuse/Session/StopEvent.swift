internal import CFuse
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A request to stop that may come from a signal handler, and on which one thread waits.
final class StopEvent: Sendable {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    private let descriptor: Int32

    init() throws(Errno) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        if descriptor < 0 { throw Errno(rawValue: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Asks to stop; does nothing but write(2), which is allowed in a signal handler.
    func request() {
        eventfd_write(descriptor, 1)
    }

    /// Waits until a stop is requested.
    func wait() {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&state, 1, -1) < 0 {}
    }

    /// Calls `body` while SIGINT, SIGTERM and SIGHUP request this stop.
    ///
    /// They are let through to this thread: a process that was started from a thread that blocks them, as a thread pool's
    /// does, begins with all of them blocked.
    func onSignals<Result>(_ body: () throws(Errno) -> Result) throws(Errno) -> Result {
        signalledDescriptor.store(descriptor, ordering: .sequentiallyConsistent)
        let handlers = Self.signals.map { number in
            SignalHandler(number, flags: SA_RESTART) { _ in
                let errorBefore = errno
                eventfd_write(signalledDescriptor.load(ordering: .sequentiallyConsistent), 1)
                errno = errorBefore
            }
        }
        var numbers = sigset_t()
        var maskBefore = sigset_t()
        sigemptyset(&numbers)
        for number in Self.signals { sigaddset(&numbers, number) }
        pthread_sigmask(SIG_UNBLOCK, &numbers, &maskBefore)
        defer {
            pthread_sigmask(SIG_SETMASK, &maskBefore, nil)
            handlers.forEach { $0.restore() }
            signalledDescriptor.store(-1, ordering: .sequentiallyConsistent)
        }
        return try body()
    }
}

/// The descriptor that the signal handlers write to: a handler cannot be given anything else than a global.
private let signalledDescriptor = Atomic<Int32>(-1)
