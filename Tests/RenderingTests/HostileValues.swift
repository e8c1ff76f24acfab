import JSON
import TestSupport

/// Generated JSON texts full of what breaks YAML writers.
struct HostileValues {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    private static let fragments = [
        "", " ", "  ", "\t", "\n", "\n\n", "a", "- ", "? ", ": ", ":", "#", " #", "&a", "*a", "!t",
        "%", "@", "`", "|", ">", "'", "\"", "\\", "\\n", "{", "}", "[", "]", ",", "---", "...",
        "yes", "No", "null", "~", "true", "1", "0x1f", "1e3", "1_000", "12:30:45", ".5", "-.inf",
        "2026-11-20", "<<", "=", "\r", "\r\n", "\u{0}", "\u{1b}[31m", "\u{7f}", "\u{85}",
        "\u{a0}", "\u{ad}", "\u{200b}", "\u{2028}", "\u{202e}", "\u{2066}", "\u{feff}",
        "\u{fffe}", "\u{e0041}", "\u{1f600}", "é", "e\u{301}", "日本", "line of text", "key: value",
        "  indented", "# heading", "```", "trailing ", "\\ud83d",
        "--- a/file\n+++ b/file\n@@ -1 +1 @@",
    ]

    private mutating func random(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }

    mutating func text() -> String {
        var text = (0..<random(below: 7)).map { _ in
            Self.fragments[random(below: Self.fragments.count)]
        }.joined()
        if random(below: 60) == 0 {
            text = String(repeating: text + "x", count: 300)
        }
        // Yams drops a byte order mark at the beginning of a text, escaped or not.
        return text.hasPrefix("\u{feff}") ? "x" + text : text
    }

    mutating func number() -> String {
        let numbers = [
            "0", "-0", "1", "-17", "1.0", "1.50", "1e5", "1E-7", "2.5e+3", "1e400", "NaN",
            "Infinity", "-Infinity", "123456789012345678901234567890", "0.1",
        ]
        return numbers[random(below: numbers.count)]
    }

    /// A JSON text of at most so many levels.
    mutating func value(levels: Int) -> String {
        switch random(below: levels > 0 ? 9 : 5) {
        case 0, 1, 2: jsonText(text())
        case 3: number()
        case 4: ["null", "true", "false"][random(below: 3)]
        case 5, 6: list(levels: levels)
        default: object(levels: levels)
        }
    }

    mutating func list(levels: Int) -> String {
        let elements = (0..<random(below: 12)).map { _ in value(levels: levels - 1) }
        return "[" + elements.joined(separator: ",") + "]"
    }

    /// An object; its names look different from each other, as Yams wants them.
    mutating func object(levels: Int) -> String {
        var names: Set<String> = []
        var members: [String] = []
        for _ in 0..<random(below: 6) {
            let name = text()
            guard names.insert(name).inserted else { continue }
            members.append(jsonText(name) + ":" + value(levels: levels - 1))
        }
        return "{" + members.joined(separator: ",") + "}"
    }
}
