/// What a decoder of suites and cases accepts; what exceeds it is a problem, never a failure.
public struct EvalLimits: Hashable, Sendable {
    /// The largest text of one case, in bytes.
    public var caseBytes: Int
    /// The deepest nesting of lists and maps.
    public var nesting: Int
    /// The most values that a text may stand for once its aliases are expanded, beyond its own.
    public var expandedNodes: Int

    /// Creates limits.
    public init(caseBytes: Int = 1 << 20, nesting: Int = 64, expandedNodes: Int = 10_000) {
        self.caseBytes = caseBytes
        self.nesting = nesting
        self.expandedNodes = expandedNodes
    }

    /// 1 MiB a case, 64 levels, 10,000 values.
    public static let standard = EvalLimits()
}
