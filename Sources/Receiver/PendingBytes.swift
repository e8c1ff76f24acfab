internal import Synchronization

/// The bytes of all bodies that are being received or decoded, up to a limit.
final class PendingBytes: Sendable {
    private let limit: Int
    private let held = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes bytes into account; false when that would be too many.
    func take(_ bytes: Int) -> Bool {
        held.withLock { held in
            guard held + bytes <= limit else { return false }
            held += bytes
            return true
        }
    }

    /// Gives bytes back.
    func give(_ bytes: Int) {
        held.withLock { $0 -= bytes }
    }
}
