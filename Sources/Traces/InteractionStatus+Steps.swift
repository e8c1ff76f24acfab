extension InteractionStatus {
    /// How the interaction of steps that stand depth first stands when nothing more comes.
    ///
    /// The root decides: failed when it failed (or, where it is transport, when the first step
    /// below that is none failed), quiet when it has no end. While no root has been seen (every
    /// top step names a parent that is missing) the only top step, an agent's run or the serving
    /// side of a request stands in for it, because its parent may be another process's; else the
    /// trace is truncated.
    public init(of steps: [Step]) {
        guard let root = steps.rootIndex else {
            self = .truncated
            return
        }
        let main = steps.mainIndex ?? root
        if steps[root].failure != nil || steps[main].failure != nil {
            self = .failed
        } else if !steps.isSettledRoot(root) {
            self = .truncated
        } else if steps[root].span.end == nil {
            self = .quiet
        } else {
            self = .complete
        }
    }
}
