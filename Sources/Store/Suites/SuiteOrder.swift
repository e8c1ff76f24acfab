public import Evals

/// The order of a suite's cases, as `order.txt` says it: the name of a file on each line, `#` begins a comment.
///
/// Lines that cannot be used stay as they are written, and are problems.
public struct SuiteOrder: Sendable {
    fileprivate enum Meaning {
        /// A comment, or blank.
        case nothing
        /// The place of a case's file.
        case place(String)
        /// A case that stands on an earlier line, counted from 1.
        case repetition(ofLine: Int)
        /// No case has this name.
        case stray
    }

    fileprivate struct Line {
        let bytes: ArraySlice<UInt8>
        let meaning: Meaning

        var word: ArraySlice<UInt8> { SuiteOrder.word(of: bytes) }
    }

    private static let newline = UInt8(ascii: "\n")
    private static let ending = Array(SuiteFileKind.caseEnding.utf8)
    /// How many lines are told as problems one by one.
    private static let mostProblems = 20

    private let lines: [Line]
    /// Whether the last line has no newline.
    private let isOpen: Bool
    /// The names in order, each once: first those that the text names, then the others.
    public let names: [String]

    /// Reads a text, for files in the order in which they were made; those that it does not name stand behind it.
    public init(_ text: [UInt8], files: [String]) {
        /// The line of each file; 0 until there is one.
        var places: [ExactText: Int] = [:]
        places.reserveCapacity(files.count)
        for file in files { places[ExactText(file)] = 0 }
        var lines = Self.lines(of: text).enumerated().map { index, line in
            let meaning = Self.meaning(of: Self.word(of: line), onLine: index + 1, &places)
            return Line(bytes: line, meaning: meaning)
        }
        let missing = files.filter { places[ExactText($0)] == 0 }
        let isOpen = missing.isEmpty && !text.isEmpty && text.last != Self.newline
        lines += missing.map { Line(bytes: Array($0.utf8)[...], meaning: .place($0)) }
        self.init(lines, isOpen: isOpen)
    }

    private init(_ lines: [Line], isOpen: Bool) {
        self.lines = lines
        self.isOpen = isOpen && !lines.isEmpty
        names = lines.compactMap { line in
            guard case .place(let file) = line.meaning else { return nil }
            return file
        }
    }

    /// The text with a line for each case; comments and whatever else was written stay.
    public var bytes: [UInt8] { Self.text(of: lines.map(\.bytes), isOpen: isOpen) }

    /// Whether there are lines that name no case.
    public var hasStrays: Bool { lines.contains { $0.isStray } }

    /// The lines that cannot be used, as warnings in their order.
    public var problems: [Problem] {
        var problems: [Problem] = []
        for (index, line) in lines.enumerated() {
            let message: String
            switch line.meaning {
            case .nothing, .place: continue
            case .repetition(let first):
                message = "\(line.quotedWord) stands on line \(first) already, which counts"
            case .stray: message = "no case has the file \(line.quotedWord)"
            }
            guard problems.count < Self.mostProblems else {
                problems.append(
                    Problem(
                        line: index + 1, "there are more such lines", advice: "mend them too",
                        severity: .warning))
                break
            }
            problems.append(
                Problem(
                    line: index + 1, message, advice: "mend the name, or remove the line",
                    severity: .warning))
        }
        return problems
    }

    /// The order without the lines that name files which were cases and are none any more.
    public func dropping(_ gone: [String]) -> SuiteOrder {
        let words = Set(gone.map { Array($0.utf8)[...] })
        func isKept(_ line: Line) -> Bool {
            !line.isStray
                || !words.contains(line.word) && !words.contains(line.word + Self.ending)
        }
        return SuiteOrder(
            lines.filter(isKept), isOpen: isOpen && lines.last.map(isKept) ?? true)
    }

    /// The text with the lines of these files in the order of the files; all other lines stay where they are.
    public func following(_ files: [String]) -> [UInt8] {
        guard !files.isEmpty, !names.elementsEqual(files, by: { $0.utf8.elementsEqual($1.utf8) })
        else { return bytes }
        var ranks: [[UInt8]: Int] = [:]
        for (rank, file) in files.enumerated() { ranks[Array(file.utf8)] = rank }
        var output = lines.map(\.bytes)
        let ranked = lines.indices.compactMap { index -> (index: Int, rank: Int)? in
            guard case .place(let file) = lines[index].meaning else { return nil }
            return ranks[Array(file.utf8)].map { (index, $0) }
        }
        for (old, new) in zip(ranked, ranked.sorted(by: { $0.rank < $1.rank })) {
            output[old.index] = lines[new.index].bytes
        }
        return Self.text(of: output, isOpen: isOpen)
    }

    /// The text with the line of a file moved before or behind that of another one, or to the end.
    public func moving(_ file: String, besides other: String?, isBehind: Bool) -> [UInt8] {
        var lines = lines
        func index(of name: String) -> Int? { lines.firstIndex { $0.isPlace(of: name) } }
        let line =
            index(of: file).map { lines.remove(at: $0) }
            ?? Line(bytes: Array(file.utf8)[...], meaning: .place(file))
        let target = other.flatMap { index(of: $0) }.map { isBehind ? $0 + 1 : $0 }
        lines.insert(line, at: target ?? lines.count)
        return Self.text(of: lines.map(\.bytes), isOpen: false)
    }

    /// The text with another name for a file; without its line when there is none.
    public func renaming(_ file: String, to newName: String?) -> [UInt8] {
        guard let index = lines.firstIndex(where: { $0.isPlace(of: file) }) else { return bytes }
        var lines = lines
        if let newName {
            let line = lines[index].bytes
            let word = lines[index].word
            lines[index] = Line(
                bytes: line[..<word.startIndex] + Array(newName.utf8) + line[word.endIndex...],
                meaning: .place(newName))
        } else {
            lines.remove(at: index)
        }
        return Self.text(of: lines.map(\.bytes), isOpen: isOpen && index < lines.count)
    }

    /// What a line says; a file is found by its name with or without the ending.
    private static func meaning(
        of word: ArraySlice<UInt8>, onLine line: Int, _ places: inout [ExactText: Int]
    ) -> Meaning {
        guard let first = word.first, first != UInt8(ascii: "#") else { return .nothing }
        guard let name = String(validating: word, as: UTF8.self) else { return .stray }
        let key = [name, name + SuiteFileKind.caseEnding].lazy.map(ExactText.init)
            .first { places[$0] != nil }
        guard let key, let place = places[key] else { return .stray }
        guard place == 0 else { return .repetition(ofLine: place) }
        places[key] = line
        return .place(key.text)
    }

    private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines = text.split(separator: newline, omittingEmptySubsequences: false)
        // Behind the last newline the split gives an empty line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func text(of lines: [ArraySlice<UInt8>], isOpen: Bool) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
        for line in lines {
            text += line
            text.append(newline)
        }
        if isOpen { text.removeLast() }
        return text
    }

    /// What stands on a line between blanks.
    private static func word(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        let start = line.drop(while: isBlank)
        return start[..<(start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex)]
    }
}

extension SuiteOrder.Line {
    fileprivate var isStray: Bool {
        switch meaning {
        case .stray: true
        case .nothing, .place, .repetition: false
        }
    }

    fileprivate func isPlace(of file: String) -> Bool {
        guard case .place(let own) = meaning else { return false }
        return own.utf8.elementsEqual(file.utf8)
    }

    /// The beginning of the word, as it can stand in a message.
    fileprivate var quotedWord: String {
        "\"\(String(decoding: word.prefix(200), as: UTF8.self))\""
    }
}
