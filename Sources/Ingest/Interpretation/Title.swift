internal import Traces

/// The one line that says what an interaction is about.
enum Title {
    /// The most Unicode scalars of a title.
    static let limit = 120

    /// The title that the source gives, or the first line of what was asked, or the name.
    static func text(_ given: String?, asked: [Message], name: String) -> String {
        let texts = [given] + asked.map(\.text) + [name]
        return texts.lazy.compactMap { $0.flatMap(firstLine) }.first ?? name
    }

    private static func firstLine(_ text: String) -> String? {
        for line in text.unicodeScalars.split(whereSeparator: isLineEnd) {
            var line = line.drop(while: isSpace)
            guard !line.isEmpty else { continue }
            while let last = line.last, isSpace(last) { line.removeLast() }
            guard line.count > limit else { return String(line) }
            return String(line.prefix(limit - 1)) + "…"
        }
        return nil
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }
}
