extension Span {
    /// The order in which spans are told: by start, then by span id, then by what else differs, so
    /// that the order in which spans arrived never matters.
    public static func precedes(_ left: Span, _ right: Span) -> Bool {
        if left.start != right.start { return left.start < right.start }
        if left.spanID != right.spanID { return left.spanID < right.spanID }
        // Only a repeated span id gets here, so that the costly comparison is rare.
        if left.end != right.end {
            return (left.end?.nanoseconds ?? .min) < (right.end?.nanoseconds ?? .min)
        }
        if left.name != right.name { return left.name < right.name }
        return String(reflecting: left) < String(reflecting: right)
    }
}
