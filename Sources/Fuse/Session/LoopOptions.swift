/// How requests are served.
public struct LoopOptions: Sendable {
    /// How many requests are served at a time; 4 by default.
    public var threads: Int
    /// Whether each thread has its own descriptor of the device, which costs less waiting; true by default.
    public var clonesDescriptor: Bool
    /// Whether SIGINT, SIGTERM and SIGHUP unmount, in one session of a process; true by default.
    public var stopsOnSignals: Bool
    /// How long a stop waits for files to be closed, before it unmounts lazily; 5 seconds by default.
    public var patience: Duration

    /// The options of a session's loop.
    public init(
        threads: Int = 4, clonesDescriptor: Bool = true, stopsOnSignals: Bool = true,
        patience: Duration = .seconds(5)
    ) {
        self.threads = threads
        self.clonesDescriptor = clonesDescriptor
        self.stopsOnSignals = stopsOnSignals
        self.patience = patience
    }
}
