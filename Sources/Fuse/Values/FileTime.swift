internal import CFuse
internal import Glibc

/// A point in time as file systems keep it: since 1970 in UTC.
public struct FileTime: Hashable, Sendable {
    /// Whole seconds; negative before 1970.
    public var seconds: Int
    /// The rest, 0 to 999,999,999.
    public var nanoseconds: Int

    /// A time of seconds and nanoseconds.
    public init(seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// A time of nanoseconds since 1970.
    public init(nanosecondsSinceEpoch total: Int64) {
        let billion: Int64 = 1_000_000_000
        let (quotient, remainder) = total.quotientAndRemainder(dividingBy: billion)
        seconds = Int(remainder < 0 ? quotient - 1 : quotient)
        nanoseconds = Int(remainder < 0 ? remainder + billion : remainder)
    }

    /// The time of the system's clock.
    public static var now: FileTime {
        var time = CFuse.timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return FileTime(time)
    }

    init(_ time: timespec) {
        self.init(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }

    var timespec: timespec { CFuse.timespec(tv_sec: seconds, tv_nsec: nanoseconds) }
}
