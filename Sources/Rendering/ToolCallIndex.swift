internal import Traces

/// Finds the tool call that a message speaks of.
struct ToolCallIndex: Sendable {
    private var stepsByID: [String: [Int]] = [:]

    /// Reads the calls of an interaction.
    ///
    /// O(n).
    init(of interaction: Interaction) {
        for (index, step) in interaction.steps.enumerated() {
            guard case .tool(let call) = step.content, let id = call.id, !id.isEmpty else {
                continue
            }
            stepsByID[id, default: []].append(index)
        }
    }

    /// The steps that carry an identity, in order; some sources number each turn's calls anew.
    func steps(withID id: String?) -> [Int] {
        id.flatMap { stepsByID[$0] } ?? []
    }
}
