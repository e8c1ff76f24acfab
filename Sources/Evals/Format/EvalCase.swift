public import Traces

/// One case of a suite: an input, and what a good output looks like.
public struct EvalCase: Hashable, Sendable {
    /// Which cases an agent that improves a prompt may look at.
    public enum Split: String, Hashable, Sendable, CaseIterable {
        /// Open to everybody.
        case dev
        /// Only its score is shown.
        case heldOut = "held-out"
    }

    /// Where a case came from.
    public struct Origin: Hashable, Sendable {
        /// The trace.
        public var trace: TraceID?
        /// The span in the trace.
        public var span: SpanID?
        /// How it was anonymised, in words.
        public var anonymised: String?

        /// Creates an origin.
        public init(trace: TraceID? = nil, span: SpanID? = nil, anonymised: String? = nil) {
            self.trace = trace
            self.span = span
            self.anonymised = anonymised
        }
    }

    /// The name, unique in its suite; nil when the text does not say.
    public var name: String?
    /// What the system under test is given.
    public var input: EvalValue
    /// What is expected of it; nil when no matcher needs it.
    public var expect: EvalValue?
    /// Its own matchers, instead of the suite's; nil for the suite's.
    public var matchers: [Matcher]?
    /// How often it is run; nil for the suite's number.
    public var repeatCount: Int?
    /// Words to choose cases by.
    public var tags: [String]
    /// Who may see it; `dev` unless given.
    public var split: Split
    /// Where it came from; nil for one that somebody wrote.
    public var origin: Origin?
    /// What else is known of it, in any form; nothing looks at it.
    public var metadata: EvalValue?

    /// Creates a case.
    public init(
        name: String? = nil, input: EvalValue, expect: EvalValue? = nil,
        matchers: [Matcher]? = nil, repeatCount: Int? = nil, tags: [String] = [],
        split: Split = .dev, origin: Origin? = nil, metadata: EvalValue? = nil
    ) {
        self.name = name
        self.input = input
        self.expect = expect
        self.matchers = matchers
        self.repeatCount = repeatCount
        self.tags = tags
        self.split = split
        self.origin = origin
        self.metadata = metadata
    }
}
