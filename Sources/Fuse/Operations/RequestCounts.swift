/// How many requests of each kind arrived since the mount began.
public struct RequestCounts: Hashable, Sendable, CustomStringConvertible {
    private let counts: [UInt64]

    init(_ counts: [UInt64]) {
        self.counts = counts
    }

    /// How many requests of one kind arrived.
    public subscript(operation: Operation) -> UInt64 {
        counts[operation.rawValue]
    }

    /// How many requests arrived, except that inodes were dropped: nobody waits for those.
    public var total: UInt64 {
        counts.reduce(0, +) - self[.forget]
    }

    /// `name=count` of each kind that arrived, separated by spaces, and the total.
    public var description: String {
        let kinds = Operation.allCases.filter { self[$0] > 0 }.map { "\($0)=\(self[$0])" }
        return (kinds + ["total=\(total)"]).joined(separator: " ")
    }
}
