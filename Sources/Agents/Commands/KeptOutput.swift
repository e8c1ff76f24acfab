internal import Synchronization

/// What one stream of a program said: the beginning, and how much there was.
///
/// It outlives the run, so that what a program printed before its time was over is known.
final class KeptOutput: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var total = 0
    }

    private let limit: Int
    /// `bytes` are the first ones of `total`, at most `limit`.
    private let state = Mutex(State())

    /// Creates one that keeps so many bytes.
    init(limit: Int) {
        self.limit = limit
    }

    /// The bytes that were kept.
    var bytes: [UInt8] { state.withLock(\.bytes) }

    /// How many there were.
    var total: Int { state.withLock(\.total) }

    /// Takes the next piece.
    func append(_ piece: UnsafeRawBufferPointer) {
        state.withLock { state in
            state.total += piece.count
            state.bytes.append(contentsOf: piece.prefix(limit - state.bytes.count))
        }
    }
}
