internal import Foundation

/// What a call needs to know of time and chance, so that tests can give their own.
public struct Pace: Sendable {
    /// Waits; throws when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 up to 1, for jitter.
    public var random: @Sendable () -> Double
    /// Seconds since 1970, for dates that a server gives.
    public var epochSeconds: @Sendable () -> Int64

    /// Creates a pace.
    public init(
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double,
        epochSeconds: @escaping @Sendable () -> Int64
    ) {
        self.sleep = sleep
        self.random = random
        self.epochSeconds = epochSeconds
    }

    /// The time and chance of this machine.
    public static let system = Pace(
        sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) },
        epochSeconds: { Int64(Date().timeIntervalSince1970) })
}
