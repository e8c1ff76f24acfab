internal import Traces

extension Occurrence {
    /// The judgement that an evaluation tells about a span.
    func annotation(traceID: TraceID, spanID: SpanID?) -> Annotation {
        let reading = SpanReading(
            Span(
                traceID: traceID, spanID: spanID ?? SpanID(0), name: name, start: time, end: nil,
                attributes: attributes))
        let told: Set<Meaning> = [
            .evaluationName, .evaluationScore, .evaluationLabel, .evaluationExplanation,
            .evaluationAuthor, .eventName,
        ]
        let keys = reading.keys(of: told)
        return Annotation(
            traceID: traceID, spanID: spanID, name: reading.text(.evaluationName) ?? "evaluation",
            score: reading[.evaluationScore]?.number, label: reading.text(.evaluationLabel),
            explanation: reading.text(.evaluationExplanation),
            author: reading.text(.evaluationAuthor), time: time,
            attributes: attributes.filter { !keys.contains($0.key) })
    }
}
