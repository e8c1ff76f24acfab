internal import Dispatch
internal import Glibc
internal import Synchronization

/// Work that waits for programs and servers, and that Ctrl-C ends in order.
enum Interruptible {
    /// Where a task leaves its result.
    private final class Box<Value: Sendable>: Sendable {
        /// Set once, before the semaphore is signalled.
        let result = Mutex<Result<Value, any Error>>(.failure(CancellationError()))
    }

    /// Runs `body` to its end, and waits for it.
    ///
    /// The first SIGINT or SIGTERM cancels its task, so that it can keep what it has; the second ends the
    /// process.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let box = Box<Value>()
        let finished = DispatchSemaphore(value: 0)
        let task = Task.detached {
            do {
                let value = try await body()
                box.result.withLock { $0 = .success(value) }
            } catch {
                box.result.withLock { $0 = .failure(error) }
            }
            finished.signal()
        }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard !task.isCancelled else { _exit(128 + number) }
                task.cancel()
            }
            source.resume()
            return source
        }
        finished.wait()
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        return try box.result.withLock(\.self).get()
    }
}
