import JSON
import Traces

/// One line of a rollout.
struct CodexRecord {
    /// The whole line.
    let line: JSONValue
    /// Where it stands.
    let place: Provenance
    /// When it was written.
    let time: Timestamp
    /// `response_item`, `event_msg`, ...
    let type: String
    /// What it says.
    let payload: JSONValue
    /// What kind of item or event it is; empty where the type says it all.
    let kind: String

    /// Reads a line; nil when it is none of a rollout.
    init?(_ line: JSONValue, place: Provenance) {
        guard
            let type = line["type"]?.string, let payload = line["payload"],
            let time = line["timestamp"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        self.line = line
        self.place = place
        self.time = time
        self.type = type
        self.payload = payload
        kind = payload["type"]?.string ?? ""
    }
}
