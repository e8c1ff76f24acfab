internal import CFuse

/// What kernel and file system agree on when a mount begins.
public struct Connection: Sendable {
    /// Version of the kernel's protocol.
    public let protocolVersion: (major: UInt32, minor: UInt32)
    /// What the kernel offers.
    public let capable: Capabilities
    /// What is used, as far as the kernel offers it; parallel reads and directories by default.
    public var wanted: Capabilities
    /// Longest read-ahead in bytes; the kernel's offer by default, and at most that.
    public var longestReadAheadBytes: UInt32
    /// Longest read or write in bytes; libfuse's choice by default.
    public var longestWriteBytes: UInt32
    /// How many read-ahead requests may wait; the kernel's choice (0) by default.
    public var longestBackgroundQueue: UInt32
    /// From how many waiting read-ahead requests on the kernel holds back; its own choice (0) by default.
    public var congestionThreshold: UInt32
    /// Granularity of file times in nanoseconds, a power of ten; 1 by default.
    public var timeGranularityNanoseconds: UInt32

    init(_ info: fuse_conn_info) {
        protocolVersion = (info.proto_major, info.proto_minor)
        capable = Capabilities(rawValue: info.capable)
        wanted = [.parallelReads, .parallelDirectories, .parallelDirect]
        longestReadAheadBytes = info.max_readahead
        longestWriteBytes = info.max_write
        longestBackgroundQueue = info.max_background
        congestionThreshold = info.congestion_threshold
        timeGranularityNanoseconds = info.time_gran
    }

    func apply(to info: inout fuse_conn_info) {
        info.want = wanted.intersection(capable).rawValue
        info.max_readahead = min(longestReadAheadBytes, info.max_readahead)
        info.max_write = longestWriteBytes
        info.max_background = longestBackgroundQueue
        info.congestion_threshold = congestionThreshold
        info.time_gran = timeGranularityNanoseconds
    }
}
