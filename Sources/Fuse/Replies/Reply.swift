public import SystemPackage

/// The right, and the duty, to answer one request once.
///
/// A reply cannot be copied and every answer consumes it, so that a second answer does not compile. One that is dropped
/// without an answer answers EIO.
public protocol Reply: ~Copyable, Sendable {
    /// The request that waits for the answer.
    var request: PendingRequest { get }
    /// Answers that the request failed.
    consuming func fail(_ error: Errno)
}

extension Reply where Self: ~Copyable {
    /// The process that asked.
    public var caller: Caller { request.caller }

    /// Whether the caller gave up waiting, so that any answer will do.
    public var isInterrupted: Bool { request.isInterrupted }
}
