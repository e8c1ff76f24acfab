/// Short pieces of content on lines of our own.
enum Excerpt {
    /// The most bytes of content that are shown where the whole stands elsewhere.
    static let longestBytes = 160

    /// The beginning of a text on one line: white space joined, hidden characters escaped, at most
    /// so many bytes, `…` where it goes on.
    static func line(_ text: String, bytes limit: Int = longestBytes) -> String {
        var line = ""
        var count = 0
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
                pendingSpace = count > 0
                continue
            }
            let isHidden = HiddenCharacters.isHidden(scalar)
            let shown = isHidden ? DisplayText.escape(of: scalar) : String(scalar)
            let added = shown.utf8.count + (pendingSpace ? 1 : 0)
            guard count + added <= limit else { return line + "…" }
            if pendingSpace { line += " " }
            line += shown
            count += added
            pendingSpace = false
        }
        return line
    }

    /// The beginning of a text in double quotes, so that nobody takes it for ours; quotes within
    /// are escaped, so that it cannot end them.
    static func quoted(_ text: String, bytes limit: Int = longestBytes) -> String {
        "\"" + line(text, bytes: limit).replacing("\"", with: "\\\"") + "\""
    }

    /// A name from the trace: as it is when it is one plain word, else quoted.
    static func name(_ name: String) -> String {
        let isPlain = !name.isEmpty && name.utf8.count <= 80 && name.utf8.allSatisfy(isPlain)
        return isPlain ? name : quoted(name, bytes: 80)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"):
            true
        default: false
        }
    }
}
