/// Tells Swift code from comments and from the text of string literals, without a parser.
struct CodeMask {
    private enum Mode: Equatable {
        case code(parentheses: Int)
        case lineComment
        case blockComment
        case string(quotes: Int, hashes: Int)
    }

    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")

    private let characters: [UInt8]
    private var position = 0
    private var modes: [Mode] = [.code(parentheses: 0)]
    private var code: [UInt8] = []
    private var comments: [UInt8] = []

    /// The text twice, of the same shape: once with its code alone, once with its comments alone.
    static func split(_ text: String) -> (code: String, comments: String) {
        var mask = CodeMask(characters: Array(text.utf8))
        while mask.position < mask.characters.count { mask.step() }
        return (
            String(decoding: mask.code, as: UTF8.self),
            String(decoding: mask.comments, as: UTF8.self)
        )
    }

    private init(characters: [UInt8]) {
        self.characters = characters
    }

    private mutating func step() {
        switch modes.last ?? .code(parentheses: 0) {
        case .code(let parentheses): stepInCode(parentheses)
        case .lineComment:
            if characters[position] == Self.newline { modes.removeLast() }
            take(asComment: true)
        case .blockComment:
            let ends = starts("*/")
            take(ends ? 2 : 1, asComment: true)
            if ends { modes.removeLast() }
        case .string(let quotes, let hashes): stepInString(quotes, hashes)
        }
    }

    private mutating func stepInCode(_ parentheses: Int) {
        if starts("//") {
            modes.append(.lineComment)
        } else if starts("/*") {
            modes.append(.blockComment)
        } else if let (quotes, hashes) = openingQuote() {
            modes.append(.string(quotes: quotes, hashes: hashes))
            take(quotes + hashes)
        } else {
            let character = characters[position]
            if character == UInt8(ascii: "(") { replaceMode(.code(parentheses: parentheses + 1)) }
            if character == UInt8(ascii: ")") {
                // The parenthesis that ends an interpolation returns to its string.
                if parentheses == 0, modes.count > 1 {
                    modes.removeLast()
                } else {
                    replaceMode(.code(parentheses: parentheses - 1))
                }
            }
            take()
        }
    }

    private mutating func stepInString(_ quotes: Int, _ hashes: Int) {
        let escape = "\\" + String(repeating: "#", count: hashes)
        let closing =
            String(repeating: "\"", count: quotes) + String(repeating: "#", count: hashes)
        if starts(escape + "(") {
            modes.append(.code(parentheses: 0))
            take(escape.count + 1, asCode: false)
        } else if hashes == 0, starts("\\") {
            take(2, asCode: false)
        } else if starts(closing) {
            modes.removeLast()
            take(closing.count)
        } else {
            take(asCode: false)
        }
    }

    private func openingQuote() -> (quotes: Int, hashes: Int)? {
        var hashes = 0
        while character(at: position + hashes) == UInt8(ascii: "#") { hashes += 1 }
        let quote = UInt8(ascii: "\"")
        let first = position + hashes
        guard character(at: first) == quote else { return nil }
        let isMultiline = character(at: first + 1) == quote && character(at: first + 2) == quote
        return (isMultiline ? 3 : 1, hashes)
    }

    private func starts(_ text: String) -> Bool {
        var index = position
        for expected in text.utf8 {
            guard character(at: index) == expected else { return false }
            index += 1
        }
        return true
    }

    private func character(at index: Int) -> UInt8? {
        index < characters.count ? characters[index] : nil
    }

    private mutating func replaceMode(_ mode: Mode) {
        modes[modes.count - 1] = mode
    }

    private mutating func take(_ count: Int = 1, asCode: Bool = true, asComment: Bool = false) {
        for _ in 0..<count where position < characters.count {
            let character = characters[position]
            let isBreak = character == Self.newline
            code.append(isBreak || (asCode && !asComment) ? character : Self.space)
            comments.append(isBreak || asComment ? character : Self.space)
            position += 1
        }
    }
}
