extension LogRecord {
    /// The order in which log records are told: by time, then by what else differs, so that the order in
    /// which they arrived never matters.
    public static func precedes(_ left: LogRecord, _ right: LogRecord) -> Bool {
        if left.time != right.time { return left.time < right.time }
        var order = ContentOrder()
        order.compare(left.traceID, right.traceID)
        order.compare(left.spanID, right.spanID)
        order.compare(left.eventName, right.eventName)
        order.compare(left.severity, right.severity)
        order.compare(left.body, right.body)
        order.compare(left.attributes, right.attributes)
        order.compare(left.scope, right.scope)
        order.compare(left.resource.attributes, right.resource.attributes)
        return order.isAscending
    }
}
