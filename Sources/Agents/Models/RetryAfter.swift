internal import Foundation

/// What a server says of when to come back.
enum RetryAfter {
    /// The wait that a reply asks for: milliseconds, seconds or a date; nil when it names none that can
    /// be read.
    static func wait(askedBy reply: HTTPReply, epochSeconds: Int64) -> Duration? {
        if let text = reply.retryAfterMilliseconds, let value = number(text) {
            return .milliseconds(Int64(value.rounded(.up)))
        }
        guard let text = reply.retryAfter else { return nil }
        if let value = number(text) { return .milliseconds(Int64((value * 1000).rounded(.up))) }
        guard let date = date(text) else { return nil }
        return .seconds(max(0, Int64(date.timeIntervalSince1970.rounded(.up)) - epochSeconds))
    }

    private static func number(_ text: String) -> Double? {
        Double(text.trimmingCharacters(in: .whitespaces)).flatMap {
            $0.isFinite && (0...1e9).contains($0) ? $0 : nil
        }
    }

    /// A date as HTTP writes it, `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return formatter.date(from: text)
    }
}
