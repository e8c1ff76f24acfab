internal import Fuse
internal import Traces

extension Timestamp {
    /// The time of the system's clock.
    static var now: Timestamp { Timestamp(FileTime.now) }

    /// A time of a file; one that is out of range is the nearest in it.
    init(_ time: FileTime) {
        let seconds = max(-9_223_372_036, min(9_223_372_035, Int64(time.seconds)))
        self.init(nanoseconds: seconds * 1_000_000_000 + Int64(time.nanoseconds))
    }
}
