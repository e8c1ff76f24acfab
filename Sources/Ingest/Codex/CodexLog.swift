import JSON
import Traces

/// A line that is no part of a span.
struct CodexLog {
    /// The index of its turn.
    let turn: Int
    /// The span that it belongs to.
    let spanID: SpanID
    /// The line.
    let record: CodexRecord

    /// What the line says; a command's output is told by the tool's result.
    var body: AttributeValue {
        guard record.payload.kind == .object else { return AttributeValue(record.payload) }
        return .map(
            record.payload.fields.compactMap { field in
                switch field.name {
                case "type", "call_id": nil
                case "aggregated_output", "stdout", "formatted_output":
                    Attribute(
                        "\(field.name)_left_out_bytes", .int(Int64(field.value.byteRange.count)))
                default: Attribute(field.name, AttributeValue(field.value))
                }
            })
    }
}
