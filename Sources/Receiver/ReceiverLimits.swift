/// What a receiver bears at most.
public struct ReceiverLimits: Hashable, Sendable {
    /// The longest body, before and after decompression; 20 MiB by default.
    public var bodyBytes = 20 << 20
    /// The bytes of all bodies that are being received or decoded; 64 MiB by default.
    public var pendingBytes = 64 << 20
    /// The fields of a body; two million by default.
    public var fields = 2_000_000
    /// The records of a body; 50,000 by default.
    public var records = 50_000
    /// How long the head of a request may take, the first one from the connection on; 5 s by default.
    public var headTime = Duration.seconds(5)
    /// How long a body may take; 30 s by default.
    public var bodyTime = Duration.seconds(30)
    /// How long a connection may be idle; 60 s by default.
    public var idleTime = Duration.seconds(60)
    /// How many connections there may be, 256 by default; further ones wait.
    public var connections = 256

    /// Creates the default limits.
    public init() {}
}
