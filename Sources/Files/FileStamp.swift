internal import Glibc

/// What moves when a file is saved.
public struct FileStamp: Hashable, Sendable {
    /// The number of the file in its file system.
    public let inode: UInt64
    /// Its size, in bytes.
    public let sizeBytes: Int
    /// When its bytes were changed last, in nanoseconds since 1970.
    public let modifiedNs: Int64
    /// When anything of it was changed last, in nanoseconds since 1970.
    public let changedNs: Int64

    init(_ facts: Glibc.stat) {
        inode = UInt64(facts.st_ino)
        sizeBytes = Int(facts.st_size)
        modifiedNs = Self.nanoseconds(facts.st_mtim)
        changedNs = Self.nanoseconds(facts.st_ctim)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        // A time beyond the year 2262 is as good a stamp when it wraps.
        Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
