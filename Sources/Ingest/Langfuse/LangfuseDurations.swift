import JSON
import Traces

/// How long observations took: the interface counts in milliseconds, the API in seconds.
struct LangfuseDurations {
    private let isInSeconds: Bool

    /// Finds the unit by an observation that tells its end as well; without one, by the form of the
    /// file.
    init(of observations: [JSONValue], isAnswerOfAPI: Bool) {
        let votes = observations.lazy.compactMap(Self.isInSeconds)
        isInSeconds = votes.first ?? isAnswerOfAPI
    }

    /// The end that an observation's latency tells, where it tells none itself.
    func end(of observation: JSONValue, from start: Timestamp) -> Timestamp? {
        guard let latency = observation["latency"]?.double else { return nil }
        return start.adding(seconds: isInSeconds ? latency : latency / 1000)
    }

    private static func isInSeconds(_ observation: JSONValue) -> Bool? {
        guard
            let start = observation["startTime"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            let end = observation["endTime"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            let latency = observation["latency"]?.double, latency > 0, end > start
        else { return nil }
        let seconds = Double(end.nanoseconds(since: start)) / 1e9
        return abs(latency - seconds) < abs(latency / 1000 - seconds)
    }
}
