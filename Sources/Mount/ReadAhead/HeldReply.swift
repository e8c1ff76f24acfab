internal import Fuse
internal import Synchronization

/// A reply that is given on another thread, after something else was done.
final class HeldReply: Sendable {
    private let reply: Mutex<DirectoryReply?>

    init(_ reply: consuming DirectoryReply) {
        self.reply = Mutex(reply)
    }

    /// Gives the reply; the second time it does nothing.
    func finish() {
        reply.withLock { $0.take() }?.finish()
    }
}
