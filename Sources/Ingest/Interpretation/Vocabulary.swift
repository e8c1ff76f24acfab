/// The one table of attribute names: every look-up of an attribute goes through it.
///
/// A row says what attributes mean; its first name is the current one of the OpenTelemetry GenAI
/// conventions where there is one, the others follow in the order in which they are believed.
enum Vocabulary {
    /// Who defines a name.
    enum Convention: String, CaseIterable {
        case genAI = "OpenTelemetry GenAI"
        case genAIDeprecated = "OpenTelemetry GenAI, deprecated"
        case openTelemetry = "OpenTelemetry"
        case openLLMetry = "OpenLLMetry"
        case openInference = "OpenInference"
        case adk = "Google ADK"
        case claudeCode = "Claude Code"
        case pydanticAI = "Pydantic AI"
        case langfuse = "Langfuse"
        case langSmith = "LangSmith"
        case dossier = "Dossier"
    }

    /// One name of a meaning.
    struct Name {
        let key: String
        let convention: Convention
    }

    /// One meaning with its names, the most believed first.
    struct Row {
        let meaning: Meaning
        let names: [Name]

        init(_ meaning: Meaning, _ names: [(String, Convention)]) {
            self.meaning = meaning
            self.names = names.map { Name(key: $0.0, convention: $0.1) }
        }
    }

    /// A meaning whose names share a prefix.
    struct Family {
        let meaning: Meaning
        let prefix: String
        let convention: Convention

        init(_ meaning: Meaning, _ prefix: String, _ convention: Convention) {
            self.meaning = meaning
            self.prefix = prefix
            self.convention = convention
        }
    }

    /// What a name means, and how far down its row it stands.
    struct Entry {
        let meaning: Meaning
        let rank: Int
    }

    /// The entry of an attribute's name; nil when nobody defines it; O(1).
    static func entry(of key: String) -> Entry? {
        if let entry = index[key] { return entry }
        guard let first = key.utf8.first, let families = familiesByFirstByte[first] else {
            return nil
        }
        return families.first { key.hasPrefix($0.prefix) }
            .map { Entry(meaning: $0.meaning, rank: 0) }
    }

    private static let index: [String: Entry] = {
        var index: [String: Entry] = [:]
        for row in rows {
            for (rank, name) in row.names.enumerated() {
                index[name.key] = Entry(meaning: row.meaning, rank: rank)
            }
        }
        return index
    }()

    private static let familiesByFirstByte = Dictionary(grouping: families) {
        $0.prefix.utf8.first ?? 0
    }
}
