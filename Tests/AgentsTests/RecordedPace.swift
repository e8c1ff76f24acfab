import Agents
import Synchronization

/// A pace whose waits take no time and are remembered.
final class RecordedPace: Sendable {
    private let recorded = Mutex<[Duration]>([])
    private let random: Double
    private let epochSeconds: Int64

    init(random: Double = 0.5, epochSeconds: Int64 = 0) {
        self.random = random
        self.epochSeconds = epochSeconds
    }

    /// The waits in order.
    var waits: [Duration] { recorded.withLock(\.self) }

    /// The pace; a wait of at least an hour, which is the time limit of the tests' requests, lasts for ever.
    var pace: Pace {
        Pace(
            sleep: { [self] wait in
                guard wait < .seconds(3600) else { return try await Task.sleep(for: wait) }
                recorded.withLock { $0.append(wait) }
            },
            random: { [random] in random }, epochSeconds: { [epochSeconds] in epochSeconds })
    }
}
