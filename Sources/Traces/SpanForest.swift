/// The spans of a trace, each once, in the order in which they are told, and what causes what.
public struct SpanForest: Sendable {
    /// The spans by `Span.precedes`; a span that was sent twice with equal content stands once.
    public let spans: [Span]
    /// For each span the index of the one that caused it; nil for a top span; without cycles.
    public let parents: [Int?]
    /// What is wrong with the parents and identities, one sentence each.
    public let problems: [String]

    /// Finds the parents of spans in any order; O(n log n).
    ///
    /// A parent that is not there makes a top span. Where a span id is repeated, children belong to
    /// the first span that has it. A cycle is cut at its first span.
    public init(_ spans: [Span]) {
        let ordered = SpanForest.distinct(spans.sorted(by: Span.precedes))
        var search = ParentSearch(ordered)
        search.findParents()
        search.cutCycles()
        self.spans = ordered
        parents = search.parents
        problems = search.problems
    }

    /// The indices of the spans, each after the one that caused it; O(n).
    public var depthFirstOrder: [Int] { Step.depthFirstOrder(of: parents) }

    private static func distinct(_ ordered: [Span]) -> [Span] {
        var distinct: [Span] = []
        distinct.reserveCapacity(ordered.count)
        for span in ordered where distinct.last != span { distinct.append(span) }
        return distinct
    }
}

/// The steps from spans to a forest.
private struct ParentSearch {
    let spans: [Span]
    var parents: [Int?]
    var problems: [String] = []

    init(_ spans: [Span]) {
        self.spans = spans
        parents = Array(repeating: nil, count: spans.count)
    }

    mutating func findParents() {
        var firsts: [SpanID: Int] = [:]
        var repetitions: [SpanID: Int] = [:]
        for (index, span) in spans.enumerated() {
            if firsts[span.spanID] == nil {
                firsts[span.spanID] = index
            } else {
                repetitions[span.spanID, default: 1] += 1
            }
        }
        for (id, count) in repetitions.sorted(by: { $0.key < $1.key }) {
            problems.append(
                "\(count) different spans have the id \(id); all are kept, and children belong to "
                    + "the one that started first.")
        }
        var orphans: [SpanID: [SpanID]] = [:]
        for (index, span) in spans.enumerated() {
            guard let parentID = span.parentID, !parentID.isZero else { continue }
            if parentID == span.spanID {
                problems.append(
                    "Span \(span.spanID) names itself as its parent; it is a top step.")
            } else if let parent = firsts[parentID] {
                parents[index] = parent
            } else {
                orphans[parentID, default: []].append(span.spanID)
            }
        }
        noteMissing(orphans)
    }

    private mutating func noteMissing(_ orphans: [SpanID: [SpanID]]) {
        for (parentID, children) in orphans.sorted(by: { $0.key < $1.key }) {
            let others = children.count > 1 ? " and of \(children.count - 1) more" : ""
            let first = children.min() ?? parentID
            let tops = children.count > 1 ? "they are top steps" : "it is a top step"
            problems.append(
                "Span \(parentID), the parent of \(first)\(others), is not in the trace; \(tops).")
        }
    }

    /// Each span has one parent, so that a walk upwards meets a cycle exactly when it comes back to
    /// a span of the same walk.
    mutating func cutCycles() {
        var walkOf: [Int] = Array(repeating: -1, count: spans.count)
        for start in spans.indices where walkOf[start] < 0 {
            var next: Int? = start
            while let index = next, walkOf[index] < 0 {
                walkOf[index] = start
                next = parents[index]
            }
            if let index = next, walkOf[index] == start { cutCycle(through: index) }
        }
    }

    private mutating func cutCycle(through index: Int) {
        var members = [index]
        while let next = parents[members[members.count - 1]], next != index { members.append(next) }
        let first = members.min() ?? index
        parents[first] = nil
        problems.append(
            "\(members.count) spans are each other's parents; the cycle is cut at "
                + "\(spans[first].spanID), which is a top step.")
    }
}
