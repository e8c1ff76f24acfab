internal import Traces

/// `annotations.yaml`: human labels and evaluations in full, each with its span's path.
public enum AnnotationsPage {
    /// The page; nothing without annotations.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        let annotations = context.interaction.annotations
        guard !annotations.isEmpty else { return [] }
        let path = "annotations.yaml"
        var output = TextBuffer()
        output.bytes = YAMLText.bytes(
            of: .list(annotations.map { node(of: $0, &context, page: path) }), sourceBytes: nil)
        return [context.page(path, output)]
    }

    private static func node(
        of annotation: Annotation, _ context: inout InteractionContext, page: String
    ) -> YAMLNode {
        var members = [YAMLMember("name", .string(annotation.name))]
        func add(_ key: String, _ text: String?) {
            if let text { members.append(YAMLMember(key, context.folded(text, page: page))) }
        }
        add("label", annotation.label)
        if let score = annotation.score {
            members.append(YAMLMember("score", .plain(YAMLNumber.text(of: score))))
        }
        add("severity", annotation.severity)
        add("author", annotation.author)
        add("time", annotation.time?.description)
        add("step", context.place(of: annotation))
        add("explanation", annotation.explanation)
        add("evidence", annotation.evidence)
        if !annotation.attributes.isEmpty {
            let attributes = context.folded(annotation.attributes, page: page)
            members.append(YAMLMember("attributes", attributes))
        }
        return .map(members)
    }
}

extension InteractionContext {
    /// The path of what an annotation judges; `.` for the whole interaction.
    func place(of annotation: Annotation) -> String {
        guard let spanID = annotation.spanID else { return "." }
        let step = interaction.steps.firstIndex { $0.span.spanID == spanID && !$0.isDerived }
        return step.map { paths.files[$0].detail } ?? "span \(spanID), which is not in this trace"
    }
}
