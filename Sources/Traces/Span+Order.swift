extension Span {
    /// The order in which spans are told: by start, then by span id, then by what else differs, so
    /// that the order in which spans arrived never matters.
    public static func precedes(_ left: Span, _ right: Span) -> Bool {
        // Only a repeated span id gets further.
        if left.start != right.start { return left.start < right.start }
        if left.spanID != right.spanID { return left.spanID < right.spanID }
        var order = ContentOrder()
        order.compare(left.end, right.end)
        order.compare(left.name, right.name)
        order.compare(left.traceID, right.traceID)
        order.compare(left.parentID, right.parentID)
        order.compare(left.kind.rawValue, right.kind.rawValue)
        order.compare(left.status.code.rawValue, right.status.code.rawValue)
        order.compare(left.status.message, right.status.message)
        order.compare(left.attributes, right.attributes)
        order.compareEach(left.events, right.events) {
            $0.compare($1.time, $2.time)
            $0.compare($1.name, $2.name)
            $0.compare($1.attributes, $2.attributes)
        }
        order.compareEach(left.links, right.links) {
            $0.compare($1.traceID, $2.traceID)
            $0.compare($1.spanID, $2.spanID)
            $0.compare($1.attributes, $2.attributes)
        }
        order.compare(left.scope, right.scope)
        order.compare(left.resource.attributes, right.resource.attributes)
        return order.isAscending
    }
}
