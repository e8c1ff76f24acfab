/// How often a server is asked again, and how long is waited before.
public struct RetryPolicy: Hashable, Sendable {
    /// The most attempts, the first one included.
    public var attempts: Int
    /// The longest wait before the second attempt when the server names none; doubled with each one.
    public var firstWait: Duration
    /// The longest wait that is chosen here.
    public var longestWait: Duration
    /// The longest wait that a server may ask for.
    public var patience: Duration

    /// Creates a policy: five attempts, up to 1, 2, 4, 8 seconds between them, and servers may ask for
    /// two minutes.
    public init(
        attempts: Int = 5, firstWait: Duration = .seconds(1), longestWait: Duration = .seconds(30),
        patience: Duration = .seconds(120)
    ) {
        self.attempts = attempts
        self.firstWait = firstWait
        self.longestWait = longestWait
        self.patience = patience
    }

    /// True for a status after which the same request may succeed.
    static func isTransient(status: Int) -> Bool {
        status == 408 || status == 429 || (500...599).contains(status)
    }

    /// The wait after a failed attempt, counted from 1: half of it chance, so that many who failed
    /// together do not come back together.
    func wait(afterAttempt attempt: Int, random: Double) -> Duration {
        let doublings = min(max(0, attempt - 1), 20)
        let longest = min(longestWait, firstWait * (1 << doublings))
        return longest * (0.5 + random / 2)
    }
}
