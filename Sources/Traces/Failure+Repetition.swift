extension [Step] {
    /// The steps that failed, each failure once, in order; O(n).
    ///
    /// A wrapper is left out whose failure only repeats that of one of its children: the same type,
    /// a message within the other, or nothing of its own. Transport is left out where the step that
    /// used it, or the one that it carries, failed too.
    public var failureIndices: [Int] {
        var isRepetition = [Bool](repeating: false, count: count)
        for (index, step) in enumerated() {
            guard let cause = step.failure, let parent = step.parent,
                let failure = self[parent].failure
            else { continue }
            if step.content == .plumbing {
                isRepetition[index] = true
            } else if self[parent].content == .plumbing || failure.repeats(cause) {
                isRepetition[parent] = true
            }
        }
        return indices.filter { self[$0].failure != nil && !isRepetition[$0] }
    }
}

extension Failure {
    fileprivate func repeats(_ cause: Failure) -> Bool {
        if message.isEmpty && type == nil { return true }
        if type != nil, type == cause.type { return true }
        return cause.message.contains(message) || message.contains(cause.message)
    }
}
