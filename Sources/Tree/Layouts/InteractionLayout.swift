internal import Rendering
internal import Store
internal import Traces

/// The directory of an interaction: which pages are rendered when its trace changes, and how what was
/// kept of them is found again.
enum InteractionLayout {
    /// The pages, in order of authority: what an earlier one shows, a later one refers to.
    static let pages: [PageRow] = [
        PageRow("message.md", "what was asked", MessagePage.render),
        PageRow("response.md", "what was answered", ResponsePage.render),
        PageRow(
            "tools/inputs/<action>-<tool>.*, tools/results/<action>-<tool>.*",
            "what each tool was given, and what it answered: YAML where it was structured, else text",
            ToolPages.render),
        PageRow(
            "llm/<action>-<name>/{request.md,response.md,metadata.json}",
            "what went into and came out of each model call; what was shown before is a reference",
            ModelCallPages.render),
        PageRow(
            "spans/<number>-<name>.yaml",
            "attributes, events, links and status of every other span",
            SpanPages.render),
        PageRow(
            "attachments/", "images and other binary content, decoded", AttachmentPages.render),
        PageRow(
            "actions.yaml", "every model and tool call in order, with status, duration and paths",
            ActionsPage.render),
        PageRow(
            "trace.md", "the span tree: time offset, duration, tokens, cost, status, path",
            TracePage.render),
        PageRow(
            "scores.tsv", "evaluations, each with the path of what it judges", ScoresPage.render),
        PageRow(
            "annotations.yaml", "human labels, each with the path of what it judges",
            AnnotationsPage.render),
        PageRow(
            "metadata.json", "identity, times, totals, models, tags, resource, provenance",
            MetadataPage.render),
        PageRow(
            "README.md", "one screen: outcome, first failure, slowest and costliest step, paths",
            InteractionReadmePage.render),
    ]

    /// The directory that is reached by its name but not listed.
    static let rawName = ".raw"

    /// The rows of the directory itself.
    static let table = Layout<ProjectedDirectory>(
        rows: inside.rows + [
            Row(
                pattern: rawName + "/", summary: "untouched records of each span; not listed",
                inside: RawLayout.table.lines,
                list: { _, _ in [] },
                find: { name, directory, _ in
                    guard name.utf8.elementsEqual(rawName.utf8) else { return nil }
                    return Entry(
                        name: name, node: RawLayout.node(of: directory.trace))
                },
                bytes: nil)
        ])

    /// The rows of a directory within.
    static let inside = Layout<ProjectedDirectory>(rows: [
        .many(
            "<page>", "what the rows of pages gave",
            list: { directory, tree in try tree.entries(of: directory) },
            find: { name, directory, tree in try tree.entry(named: name, of: directory) })
    ])

    /// The lines of the reference: pages, and the hidden rows.
    static var lines: [LayoutLine] {
        pages.map { LayoutLine(pattern: $0.pattern, summary: $0.summary) }
            + table.lines.dropFirst(inside.rows.count)
    }

    /// The node of an interaction.
    static func node(of row: InteractionRow) -> Node {
        node(id: row.id, modifiedNs: row.modifiedNs)
    }

    /// The node of the interaction of a row id.
    static func node(id: Int64, modifiedNs: Int64) -> Node {
        Node(
            inode: Address.interaction(id).inode, kind: .directory, sizeBytes: 0,
            modified: Timestamp(nanoseconds: modifiedNs))
    }
}
