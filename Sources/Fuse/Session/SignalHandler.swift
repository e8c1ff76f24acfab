internal import Glibc

/// A signal handler that replaces another one for a while.
struct SignalHandler {
    private let number: Int32
    private var before = sigaction()

    /// Installs a handler, which must call nothing but what a signal handler may.
    init(_ number: Int32, flags: Int32, _ handler: @convention(c) (Int32) -> Void) {
        self.number = number
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = flags
        sigaction(number, &action, &before)
    }

    /// Puts back the handler that was there before.
    func restore() {
        var action = before
        sigaction(number, &action, nil)
    }
}
