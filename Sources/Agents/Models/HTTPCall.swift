/// One POST of JSON.
struct HTTPCall: Sendable {
    /// The address.
    var url: String
    /// Headers beside those of the content, names in lower case.
    var headers: [(name: String, value: String)]
    /// The body.
    var body: [UInt8]

    /// The address as far as it may be told: without credentials and query.
    var shownURL: String {
        let plain = url.prefix { $0 != "?" && $0 != "#" }
        let parts = plain.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, let at = parts[2].lastIndex(of: "@") else { return String(plain) }
        let host = parts[2][parts[2].index(after: at)...]
        return (parts[..<2] + [host] + parts[3...]).joined(separator: "/")
    }
}

/// What a server answered.
struct HTTPReply: Sendable {
    /// The status.
    var status: Int
    /// What `retry-after` and `retry-after-ms` say; nil where they are missing.
    var retryAfter: String?
    /// As `retry-after`, in milliseconds.
    var retryAfterMilliseconds: String?
    /// The body.
    var body: [UInt8]
}
