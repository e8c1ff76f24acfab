internal import Traces

/// `scores.tsv`: the numbers and labels of annotations, one row each.
public enum ScoresPage {
    /// The page; nothing without a score or label.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        let annotations = context.interaction.annotations.filter {
            $0.score != nil || $0.label != nil
        }
        guard !annotations.isEmpty else { return [] }
        var output = TextBuffer()
        output.line("step\tname\tscore\tlabel\tseverity\tauthor\ttime")
        for annotation in annotations {
            let fields = [
                context.place(of: annotation), Excerpt.line(annotation.name),
                annotation.score.map { AmountText.number($0) } ?? "",
                Excerpt.line(annotation.label ?? ""), Excerpt.line(annotation.severity ?? ""),
                Excerpt.line(annotation.author ?? ""), annotation.time?.description ?? "",
            ]
            output.line(fields.joined(separator: "\t"))
        }
        return [RenderedFile(path: "scores.tsv", body: .bytes(output.bytes))]
    }
}
