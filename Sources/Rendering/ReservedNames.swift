/// Names of files that agents and tools obey, or that the tree itself uses.
///
/// Names that begin with a point (`.git`, `.claude`, `.mcp.json`, `.envrc`) are escaped anyway.
enum ReservedNames {
    private static let names: Set<String> = [
        "claude.md", "claude.local.md", "agents.md", "agents.override.md", "agent.md", "gemini.md",
        "qwen.md", "copilot-instructions.md", "skill.md", "makefile", "gnumakefile", "justfile",
        "rakefile", "procfile", "dockerfile", "jenkinsfile", "vagrantfile", "package.json",
        "index.tsv", "readme.md", "con", "nul", "aux", "prn",
    ]

    /// True for a reserved name, and for one with marks before it, so that a mark can be undone.
    static func needsMark(_ name: String) -> Bool {
        names.contains(name.drop { $0 == "_" }.lowercased())
    }

    /// True for a name that carries a mark.
    static func isMarked(_ name: String) -> Bool {
        name.hasPrefix("_") && needsMark(name)
    }
}
