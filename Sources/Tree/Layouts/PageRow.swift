internal import Rendering

/// A row of an interaction's directory: pages that are rendered together.
struct PageRow: Sendable {
    /// The names, the changing part in angle brackets.
    let pattern: String
    /// What they hold, in a line.
    let summary: String
    /// Renders them; pure, and remembers in the context what was shown where.
    let render: @Sendable (inout InteractionContext) -> [RenderedFile]

    /// Creates a row.
    init(
        _ pattern: String, _ summary: String,
        _ render: @escaping @Sendable (inout InteractionContext) -> [RenderedFile]
    ) {
        self.pattern = pattern
        self.summary = summary
        self.render = render
    }
}
