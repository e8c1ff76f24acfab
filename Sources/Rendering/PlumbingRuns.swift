internal import Traces

/// Runs of transport spans that are told together.
enum PlumbingRuns {
    /// Ranges of two or more steps, depth first: transport that did not fail and has nothing but
    /// such below it, and siblings of the same kind that follow it.
    ///
    /// O(n).
    static func ranges(in steps: [Step]) -> [Range<Int>] {
        let ends = subtreeEnds(of: steps)
        let isPure = purity(of: steps)
        var ranges: [Range<Int>] = []
        var index = 0
        while index < steps.count {
            guard isPure[index] else {
                index += 1
                continue
            }
            var end = ends[index]
            while end < steps.count, isPure[end], steps[end].parent == steps[index].parent {
                end = ends[end]
            }
            if end - index > 1 { ranges.append(index..<end) }
            index = end
        }
        return ranges
    }

    private static func purity(of steps: [Step]) -> [Bool] {
        var isPure = steps.map { $0.content == .plumbing && $0.failure == nil }
        for index in steps.indices.reversed() {
            if !isPure[index], let parent = steps[index].parent { isPure[parent] = false }
        }
        return isPure
    }

    private static func subtreeEnds(of steps: [Step]) -> [Int] {
        var ends = steps.indices.map { $0 + 1 }
        for index in steps.indices.reversed() {
            if let parent = steps[index].parent { ends[parent] = max(ends[parent], ends[index]) }
        }
        return ends
    }
}
