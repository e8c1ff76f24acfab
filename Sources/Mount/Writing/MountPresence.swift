internal import Glibc
internal import SystemPackage

/// Tells mounts that may write to one store of each other: each holds a lock on a file beside it for as long as it lives.
final class MountPresence: Sendable {
    /// Whether no other mount was there when this one began.
    let isAlone: Bool
    private let lock: FileDescriptor?

    /// Without the file, which somebody else may own, a mount takes itself for one of several.
    init(of store: FilePath) {
        let descriptor = open(store.string + "-mounts", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            isAlone = false
            lock = nil
            return
        }
        isAlone = flock(descriptor, LOCK_EX | LOCK_NB) == 0
        lock = FileDescriptor(rawValue: descriptor)
    }

    /// Lets other mounts come, after what must be done alone is done.
    func share() {
        guard let lock else { return }
        _ = flock(lock.rawValue, LOCK_SH)
    }

    deinit {
        guard let lock else { return }
        close(lock.rawValue)
    }
}
