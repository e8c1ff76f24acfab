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
        guard let scheme = plain.range(of: "://"),
            let at = plain[scheme.upperBound...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
        else { return String(plain) }
        return String(plain[..<scheme.upperBound] + plain[plain.index(after: at)...])
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
