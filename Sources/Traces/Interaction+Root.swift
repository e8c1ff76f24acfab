extension [Step] {
    /// The root when it has come for sure, so that no later step can take its part: it names no
    /// parent and is no transport; nil while that is open.
    public var certainRoot: Step? {
        guard let root = rootIndex, self[root].span.parentID == nil else { return nil }
        return self[root].content == .plumbing ? nil : self[root]
    }

    /// The root: the first top step without a parent, or else the first top step that is no
    /// transport, or else the first step; nil without steps.
    public var rootIndex: Int? {
        let tops = indices.lazy.filter { self[$0].parent == nil }
        return tops.first { self[$0].span.parentID == nil }
            ?? tops.first { self[$0].content != .plumbing } ?? tops.first
    }

    /// The root, or the first step below it that is no transport where the root is.
    public var mainIndex: Int? {
        guard let root = rootIndex else { return nil }
        let end = self[(root + 1)...].firstIndex { $0.depth <= self[root].depth } ?? count
        return (root..<end).first { self[$0].content != .plumbing } ?? root
    }

    /// True when the root's parent is not missed: it names none, it was cut out of a cycle, it is the
    /// only top step, or it begins work on behalf of another process.
    func isSettledRoot(_ root: Int) -> Bool {
        guard let parentID = self[root].span.parentID else { return true }
        if count(where: { $0.parent == nil }) == 1 { return true }
        switch self[root].content {
        case .agent: return true
        case .model, .tool, .chain, .retrieval, .embedding, .check, .plumbing, .other: break
        }
        switch self[root].span.kind {
        case .server, .consumer: return true
        case .unspecified, .internal, .client, .producer: break
        }
        return contains { $0.span.spanID == parentID }
    }
}
