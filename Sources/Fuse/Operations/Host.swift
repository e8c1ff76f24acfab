internal import CFuse
internal import Synchronization

/// What libfuse's callbacks reach through their user data: the file system, and the count of its requests.
final class Host: Sendable {
    let fileSystem: any FileSystem
    private let unanswered = Atomic(0)
    private let counts: InlineArray<32, Atomic<UInt64>>

    init(_ fileSystem: any FileSystem) {
        precondition(Operation.allCases.count <= 32, "every operation has a counter")
        self.fileSystem = fileSystem
        counts = InlineArray { _ in Atomic(0) }
    }

    var requestCounts: RequestCounts {
        RequestCounts(Operation.allCases.map { counts[$0.rawValue].load(ordering: .relaxed) })
    }

    /// How many requests wait for their answer; libfuse's session must outlive them.
    var pending: Int { unanswered.load(ordering: .acquiring) }

    func didBegin() {
        unanswered.wrappingAdd(1, ordering: .relaxed)
    }

    func didEnd() {
        unanswered.wrappingSubtract(1, ordering: .releasing)
    }

    /// The file system that a request is for; the request is counted.
    static func of(_ request: fuse_req_t, _ operation: Operation) -> any FileSystem {
        let host = reference(of: request).takeUnretainedValue()
        host.counts[operation.rawValue].wrappingAdd(1, ordering: .relaxed)
        return host.fileSystem
    }

    /// The host of a request, not retained: it lives as long as the session.
    static func reference(of request: fuse_req_t) -> Unmanaged<Host> {
        guard let data = fuse_req_userdata(request) else {
            preconditionFailure("a session is made with its host as user data")
        }
        return Unmanaged.fromOpaque(data)
    }
}
