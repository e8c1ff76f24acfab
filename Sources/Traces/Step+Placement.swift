extension Step {
    /// Puts steps in their places: depth first, siblings in the order given, each with its depth,
    /// number and agent; O(n log n).
    ///
    /// `steps` name their parents by index in `steps`, without a cycle, and stand in the order in
    /// which siblings are told (`SpanForest` gives both).
    public static func placed(_ steps: [Step]) -> [Step] {
        var placed: [Step] = []
        placed.reserveCapacity(steps.count)
        var places: [Int] = Array(repeating: 0, count: steps.count)
        for index in depthFirstOrder(of: steps.map(\.parent)) {
            var step = steps[index]
            places[index] = placed.count
            step.parent = step.parent.map { places[$0] }
            let parent = step.parent.map { placed[$0] }
            step.depth = parent.map { $0.depth + 1 } ?? 0
            step.agent = step.agentName ?? parent?.agent
            placed.append(step)
        }
        number(&placed)
        return placed
    }

    /// The indices of a forest depth first, siblings ascending; without recursion, because the
    /// depth is the input's.
    static func depthFirstOrder(of parents: [Int?]) -> [Int] {
        var children: [[Int]] = Array(repeating: [], count: parents.count)
        var stack: [Int] = []
        for (index, parent) in parents.enumerated().reversed() {
            if let parent { children[parent].append(index) } else { stack.append(index) }
        }
        var order: [Int] = []
        order.reserveCapacity(parents.count)
        while let index = stack.popLast() {
            order.append(index)
            stack.append(contentsOf: children[index])
        }
        return order
    }

    private static func number(_ steps: inout [Step]) {
        let byStart = steps.indices.sorted {
            (steps[$0].span.start, $0) < (steps[$1].span.start, $1)
        }
        var actions = 0
        var others = 0
        for index in byStart {
            if steps[index].isAction {
                actions += 1
                steps[index].number = actions
            } else {
                others += 1
                steps[index].number = others
            }
        }
    }

    private var agentName: String? {
        switch content {
        case .agent(let name): name
        case .model, .tool, .chain, .retrieval, .embedding, .check, .plumbing, .other: nil
        }
    }
}
