/// A moment in integer nanoseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Sendable, Comparable {
    /// Nanoseconds since the epoch.
    public let nanoseconds: Int64

    /// Creates a moment from nanoseconds since the epoch.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The epoch itself, which sources without times use for their first step.
    public static let epoch = Timestamp(nanoseconds: 0)

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The nanoseconds from `start` to this moment; clamped instead of overflowing.
    public func nanoseconds(since start: Timestamp) -> Int64 {
        let (difference, overflow) = nanoseconds.subtractingReportingOverflow(start.nanoseconds)
        guard overflow else { return difference }
        return nanoseconds < start.nanoseconds ? .min : .max
    }
}
