public import Traces

/// A day with its interactions of one kind.
public struct DayRow: Hashable, Sendable, Identifiable {
    /// The kind.
    public var kind: InteractionKind
    /// The day.
    public var day: Day
    /// The sums; the paths in the index are the names of the interactions alone.
    public var sums: ListSums

    /// A number for the day and kind: never negative, below 2^20, the same in every store.
    public var id: Int64 { Self.id(of: kind, on: day) }

    /// The number of a day and kind, as `id` says it.
    public static func id(of kind: InteractionKind, on day: Day) -> Int64 {
        let place: Int64 =
            switch kind {
            case .interaction: 0
            case .investigation: 1
            }
        return Int64(day.number &+ firstDayOffset) &* 2 &+ place
    }

    /// The day and kind of an `id`.
    public static func dayAndKind(ofID id: Int64) -> (Day, InteractionKind) {
        let kind: InteractionKind = id & 1 == 0 ? .interaction : .investigation
        return (Day(number: Int(id >> 1) - firstDayOffset), kind)
    }

    /// The first day that a `Timestamp` can say is 106,752 days before 1970.
    private static let firstDayOffset = 106_752
}
