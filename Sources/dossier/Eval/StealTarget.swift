internal import Foundation
internal import Store
internal import Traces
internal import Tree

/// The call that is made a case: a path of the tree, or a span of a trace.
enum StealTarget {
    /// A file or directory in an interaction's directory.
    case path(kind: InteractionKind, place: InteractionPlace, rest: String)
    /// A file or directory in the directory of an interaction whose root is not known yet.
    case live(name: String, rest: String)
    /// A span.
    case span(TraceID, SpanID)

    /// Reads a path inside of a mount or an export: absolute, or from the working directory.
    init(path: String) throws {
        // Links of conversations and reports lead to the interaction.
        let url = URL(filePath: path).resolvingSymlinksInPath()
        let parts = url.pathComponents
        let kinds: [String: InteractionKind] = [
            "interactions": .interaction, "investigations": .investigation,
        ]
        for index in parts.indices.reversed() where index + 3 < parts.count {
            if parts[index] == "live" {
                self = .live(
                    name: parts[index + 1], rest: parts[(index + 2)...].joined(separator: "/"))
                return
            }
            guard let kind = kinds[parts[index]], let day = Day(text: parts[index + 1]) else {
                continue
            }
            self = .path(
                kind: kind, place: InteractionPlace(day: day, name: parts[index + 2]),
                rest: parts[(index + 3)...].joined(separator: "/"))
            return
        }
        throw OperationFailure(
            "\(path) is no path of an interaction's call; give one such as "
                + "interactions/2026-11-20/NAME/llm/004-review, or --trace and --span")
    }

    /// Reads identities in hexadecimal digits.
    init(trace: String, span: String) throws {
        guard let traceID = TraceID(hex: trace) else {
            throw OperationFailure("\(trace) is no trace id of 32 hexadecimal digits")
        }
        guard let spanID = SpanID(hex: span) else {
            throw OperationFailure("\(span) is no span id of 16 hexadecimal digits")
        }
        self = .span(traceID, spanID)
    }
}
