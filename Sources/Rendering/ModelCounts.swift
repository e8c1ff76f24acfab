internal import Traces

/// How often each model was called.
struct ModelCounts {
    /// The models in the order of their first call, with their calls.
    private(set) var models: [(name: String, calls: Int)] = []

    /// Counts the model calls of an interaction.
    init(of interaction: Interaction) {
        for step in interaction.steps {
            guard case .model(let call) = step.content, let name = call.model else { continue }
            if let index = models.firstIndex(where: { $0.name == name }) {
                models[index].calls += 1
            } else {
                models.append((name, 1))
            }
        }
    }
}
