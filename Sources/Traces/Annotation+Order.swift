extension Annotation {
    /// The order in which annotations are told: by time, those without one first, then by what they judge and
    /// say, so that the order in which they arrived never matters.
    public static func precedes(_ left: Annotation, _ right: Annotation) -> Bool {
        var order = ContentOrder()
        order.compare(left.time, right.time)
        order.compare(left.spanID, right.spanID)
        order.compare(left.traceID, right.traceID)
        order.compare(left.name, right.name)
        order.compare(left.score, right.score)
        order.compare(left.label, right.label)
        order.compare(left.explanation, right.explanation)
        order.compare(left.evidence, right.evidence)
        order.compare(left.severity, right.severity)
        order.compare(left.author, right.author)
        order.compare(left.attributes, right.attributes)
        return order.isAscending
    }
}
