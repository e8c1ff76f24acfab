/// The readable part of a directory's or file's name.
enum Slug {
    private static let longestBytes = 48

    /// Lowercase words joined by `-`, at most 48 bytes; `unnamed` when nothing is left.
    static func text(of name: String) -> String {
        var words: [String] = []
        var bytes = 0
        for word in self.words(of: name) {
            guard bytes + word.utf8.count + words.count <= longestBytes else {
                if words.isEmpty { words.append(start(of: word)) }
                break
            }
            bytes += word.utf8.count
            words.append(word)
        }
        return words.isEmpty ? "unnamed" : words.joined(separator: "-")
    }

    /// The words of a name in lowercase: split at everything but letters and digits, and where
    /// `camelCase` or `HTTPServer` begins a word.
    static func words(of name: String) -> [String] {
        // A name can be a whole prompt; its beginning is enough.
        let scalars = Array(name.unicodeScalars.prefix(400))
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let continues = scalar.properties.isGraphemeExtend && !word.isEmpty
            guard isWordPart(scalar) || continues, !HiddenCharacters.isHidden(scalar) else {
                close(&word, into: &words)
                continue
            }
            if beginsWord(scalars, index) { close(&word, into: &words) }
            word.append(scalar)
        }
        close(&word, into: &words)
        return words
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }

    private static func beginsWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index > 0, scalars[index].properties.isUppercase else { return false }
        let previous = scalars[index - 1].properties
        if previous.isLowercase { return true }
        let next = index + 1 < scalars.count ? scalars[index + 1].properties : nil
        return previous.isUppercase && next?.isLowercase == true
    }

    private static func close(
        _ word: inout String.UnicodeScalarView, into words: inout [String]
    ) {
        if !word.isEmpty { words.append(String(word).lowercased()) }
        word = String.UnicodeScalarView()
    }

    private static func start(of word: String) -> String {
        var start = ""
        for character in word {
            guard start.utf8.count + String(character).utf8.count <= longestBytes else { break }
            start.append(character)
        }
        return start
    }
}
