/// How requests are served.
public struct LoopOptions: Sendable {
    /// How many requests are served at a time; 4 by default.
    public var threads: Int
    /// How long the thread that receives looks for the next request before it sleeps; 200 microseconds by default.
    public var watchfulness: Duration
    /// Whether SIGINT, SIGTERM and SIGHUP unmount, in one session of a process; true by default.
    public var stopsOnSignals: Bool
    /// How long a stop waits for files to be closed, before it unmounts lazily; 5 seconds by default.
    public var patience: Duration

    /// The options of a session's loop.
    public init(
        threads: Int = 4, watchfulness: Duration = .microseconds(200),
        stopsOnSignals: Bool = true, patience: Duration = .seconds(5)
    ) {
        self.threads = threads
        self.watchfulness = watchfulness
        self.stopsOnSignals = stopsOnSignals
        self.patience = patience
    }
}
