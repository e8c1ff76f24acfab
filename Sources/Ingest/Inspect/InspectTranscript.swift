import JSON
import Traces

/// The events of a sample in their tree: which span each is below, when spans end, and which tool
/// event and span are one.
///
/// Newer transcripts have spans with ids; older ones have steps that begin and end around events, and
/// events inside tool events.
struct InspectTranscript {
    /// An event in its place.
    struct Step {
        let event: JSONValue
        /// Its place among all events, which identifies what has no id of its own.
        let ordinal: Int
        let spanID: SpanID
        let parentID: SpanID
        /// When the span that it begins ends.
        var end: Timestamp?
    }

    /// The events that are records of their own, in order.
    private(set) var steps: [Step] = []

    private let ids: InspectIDs
    /// The steps that begin a span, by the span's id.
    private var begun: [String: Int] = [:]
    /// The steps that are open, older form.
    private var open: [Int] = []
    /// Spans of tools that no tool event has been found for.
    private var freeTools: [(span: Int, name: String, id: String, parent: String?)] = []
    private var ordinal = 0

    init(_ events: [JSONValue], ids: InspectIDs) {
        self.ids = ids
        var pending: [(event: JSONValue, parent: SpanID?)] =
            events.reversed().map { ($0, nil) }
        while let (event, parent) = pending.popLast() {
            let spanID = add(event, below: parent)
            for inner in (event["events"]?.elements ?? []).reversed() {
                pending.append((inner, spanID ?? parent))
            }
        }
    }

    /// Adds an event; gives the span that events inside it are below.
    private mutating func add(_ event: JSONValue, below parent: SpanID?) -> SpanID? {
        ordinal += 1
        switch (event["event"]?.string, event["action"]?.string) {
        case ("span_begin", _): begin(event, id: event["id"]?.string ?? "\(ordinal)")
        case ("step", "begin"): beginStep(event, below: parent)
        case ("span_end", _):
            guard let id = event["id"]?.string, let index = begun[id] else { return nil }
            steps[index].end = InspectEvent.time(event["timestamp"])
        case ("step", "end"):
            guard let index = open.popLast() else { return nil }
            steps[index].end = InspectEvent.time(event["timestamp"])
        case ("sample_init", _):
            break  // The sample itself says what it begins with.
        case ("tool", _): return addTool(event, below: parent)
        default:
            let spanID = ids.span("event", event["uuid"]?.string ?? "\(ordinal)")
            append(event, spanID, below: parent)
            return spanID
        }
        return nil
    }

    private mutating func begin(_ event: JSONValue, id: String) {
        let parent = event["parent_id"]?.string
        begun[id] = steps.count
        if event["type"]?.string == "tool" {
            freeTools.append((steps.count, event["name"]?.string ?? "", id, parent))
        }
        steps.append(
            Step(
                event: event, ordinal: ordinal, spanID: ids.span("span", id),
                parentID: parent.map { ids.span("span", $0) } ?? ids.root))
    }

    private mutating func beginStep(_ event: JSONValue, below parent: SpanID?) {
        let spanID = ids.span("step", "\(ordinal)")
        let own = parent ?? open.last.map { steps[$0].spanID } ?? ids.root
        open.append(steps.count)
        steps.append(Step(event: event, ordinal: ordinal, spanID: spanID, parentID: own))
    }

    /// A tool event takes the place of the span that was begun for it.
    private mutating func addTool(_ event: JSONValue, below parent: SpanID?) -> SpanID {
        let name = event["function"]?.string ?? ""
        let spanID = event["span_id"]?.string
        let match = freeTools.firstIndex {
            $0.name == name && ($0.id == spanID || $0.parent == spanID)
        }
        if let match {
            let place = freeTools.remove(at: match).span
            let span = steps[place]
            steps[place] = Step(
                event: event, ordinal: ordinal, spanID: span.spanID, parentID: span.parentID)
            return span.spanID
        }
        let own = ids.span("tool", event["id"]?.string ?? "\(ordinal)")
        append(event, own, below: parent)
        return own
    }

    private mutating func append(_ event: JSONValue, _ spanID: SpanID, below parent: SpanID?) {
        let enclosing = event["span_id"]?.string.flatMap { begun[$0] }.map { steps[$0].spanID }
        steps.append(
            Step(
                event: event, ordinal: ordinal, spanID: spanID,
                parentID: parent ?? enclosing ?? open.last.map { steps[$0].spanID } ?? ids.root))
    }
}
