internal import Compression
internal import Dispatch
internal import Synchronization

/// A pack that is being compressed on another thread.
final class PackCompression: Sendable {
    /// The pack's identity.
    let id: Pack.ID
    let role: PackRole
    /// The number of bytes before compression.
    let rawBytes: Int
    private let finished = DispatchSemaphore(value: 0)
    /// Nil until the other thread has signalled `finished`.
    private let result = Mutex<Result?>(nil)

    struct Result {
        let digest: ContentDigest
        let data: [UInt8]
    }

    init(id: Pack.ID, role: PackRole, raw: [UInt8]) {
        self.id = id
        self.role = role
        rawBytes = raw.count
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            let outcome = Result(
                digest: ContentDigest(of: raw), data: Zstandard.compressed(raw, level: 3))
            result.withLock { $0 = outcome }
            finished.signal()
        }
    }

    /// Waits for the other thread; to be called once.
    func wait() -> Result {
        finished.wait()
        guard let result = result.withLock({ $0 }) else {
            preconditionFailure("the result is set before the signal")
        }
        return result
    }
}
