extension [Step] {
    /// The steps that failed, each failure once, in order; O(n).
    ///
    /// A wrapper is left out whose failure only repeats that of one of its children: the same type,
    /// a message within the other, or nothing of its own.
    public var failureIndices: [Int] {
        var isRepetition = [Bool](repeating: false, count: count)
        for step in self {
            guard let cause = step.failure, let parent = step.parent else { continue }
            if let failure = self[parent].failure, failure.repeats(cause) {
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
