internal import Dispatch
internal import Glibc

/// Waits until the process is asked to end.
struct EndSignals {
    private let asked = DispatchSemaphore(value: 0)
    private let sources: [any DispatchSourceSignal]

    /// Takes SIGINT, SIGTERM and SIGHUP from now on.
    init() {
        sources = [SIGINT, SIGTERM, SIGHUP].map { [asked] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { asked.signal() }
            source.resume()
            return source
        }
    }

    /// Waits for one of them.
    func wait() {
        asked.wait()
        sources.forEach { $0.cancel() }
    }
}
