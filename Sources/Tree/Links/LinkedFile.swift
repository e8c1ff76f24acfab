internal import Evals
internal import Store

/// The file of a linked suite as the suite's files would be: a definition, and cases by the names of their files.
struct LinkedFile {
    private(set) var document: SuiteDocument
    /// The names of the cases' files, in the order of the file.
    private(set) var names: [String]
    /// The digest of the text of each case that stands alone.
    private var digests: [ContentDigest]
    /// The digest of the definition.
    private(set) var headerDigest: ContentDigest
    /// Where a name is among the names.
    private var positions: [ExactText: Int]

    init(_ bytes: [UInt8], casesPath: String) throws(SuiteError) {
        let document = try SuiteDocument(bytes, casesPath: CasesPath(casesPath))
        self.document = document
        names = Self.names(of: document.cases)
        digests = document.cases.indices.map {
            ContentDigest(of: document.resolvedText(ofCase: $0))
        }
        headerDigest = ContentDigest(of: document.header)
        positions = Self.positions(of: names)
    }

    /// Whether there is nothing in the file but blanks: what an editor leaves before it writes.
    var isBlank: Bool {
        document.bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// The text of a case that stands alone; nil when there is none of that name.
    func text(of name: String) -> [UInt8]? {
        index(of: name).map { document.resolvedText(ofCase: $0) }
    }

    /// The digest of that text; nil when there is none of that name.
    func digest(of name: String) -> ContentDigest? {
        index(of: name).map { digests[$0] }
    }

    func index(of name: String) -> Int? {
        positions[ExactText(name)]
    }

    /// Gives a case another text, or adds it behind another one, or at the beginning.
    mutating func put(_ text: [UInt8], at name: String, behind previous: String?) throws(SuiteError)
    {
        var edited = document
        let index: Int
        if let found = self.index(of: name) {
            index = found
            try edited.replaceCase(index, with: text)
        } else {
            index =
                previous.map { self.index(of: $0).map { $0 + 1 } ?? document.cases.count } ?? 0
            try edited.insertCase(text, at: index)
        }
        try accept(edited, naming: index, as: name)
    }

    mutating func remove(_ name: String) throws(SuiteError) {
        guard let index = index(of: name) else { return }
        var edited = document
        try edited.deleteCase(index)
        accept(edited)
    }

    mutating func rename(_ name: String, to newName: String) throws(SuiteError) {
        guard let index = index(of: name) else { return }
        try accept(document, naming: index, as: newName)
    }

    /// Puts the cases in an order; those that it does not name stay behind the ones that were before them.
    mutating func order(as wanted: [String]) throws(SuiteError) {
        var rank: [ExactText: Int] = [:]
        for (position, name) in wanted.enumerated() { rank[ExactText(name)] = position }
        var latest = -1
        let keys = names.indices.map { index in
            latest = rank[ExactText(names[index])] ?? latest
            return (latest, index)
        }
        var edited = document
        try edited.reorder(keys.sorted { $0 < $1 }.map(\.1))
        accept(edited)
    }

    /// Gives the file another definition around the same cases.
    mutating func putDefinition(_ definition: [UInt8]) throws(SuiteError) {
        guard let first = document.cases.first else {
            return accept(try SuiteDocument(definition, casesPath: document.casesPath))
        }
        let bytes = document.bytes
        let head = Array(bytes[..<first.byteRange.lowerBound])
        let rest = Array(document.header.dropFirst(head.count))
        var candidates: [[UInt8]] = []
        if definition.suffix(rest.count).elementsEqual(rest) {
            candidates.append(definition.dropLast(rest.count) + bytes[head.count...])
        }
        if definition.starts(with: head), bytes.suffix(rest.count).elementsEqual(rest) {
            candidates.append(bytes.dropLast(rest.count) + definition[head.count...])
        }
        for candidate in candidates {
            guard let edited = Self.document(candidate, document.casesPath),
                edited.header == definition, edited.cases.count == document.cases.count,
                document.cases.indices.allSatisfy({
                    edited.text(ofCase: $0) == document.text(ofCase: $0)
                })
            else { continue }
            return accept(edited)
        }
        throw .unsafeEdit("the lines around the cases cannot be told from the cases")
    }

    private static func document(_ bytes: [UInt8], _ path: CasesPath) -> SuiteDocument? {
        // A candidate that cannot be read is none.
        try? SuiteDocument(bytes, casesPath: path)
    }

    /// Takes an edited document in which a case must say the name by which its file is known.
    private mutating func accept(
        _ edited: SuiteDocument, naming index: Int, as file: String
    ) throws(SuiteError) {
        guard let name = CaseFileName.caseName(ofFile: file),
            !names(of: edited)[index].utf8.elementsEqual(file.utf8)
        else { return accept(edited) }
        var renamed = edited
        try renamed.renameCase(index, to: name)
        accept(renamed)
    }

    /// Takes an edited document; a case whose lines are the same has the digest that it had.
    private mutating func accept(_ edited: SuiteDocument) {
        let names = names(of: edited)
        digests = names.indices.map { index in
            if let before = self.index(of: names[index]),
                edited.hasSameText(ofCase: index, as: before, of: document)
            {
                return digests[before]
            }
            return ContentDigest(of: edited.resolvedText(ofCase: index))
        }
        headerDigest = ContentDigest(of: edited.header)
        // `!=` would take two spellings of a name for the same.
        if !names.elementsEqual(self.names, by: { $0.utf8.elementsEqual($1.utf8) }) {
            positions = Self.positions(of: names)
        }
        self.names = names
        document = edited
    }

    /// The names of an edited document.
    private func names(of edited: SuiteDocument) -> [String] {
        let isSame = edited.cases.elementsEqual(document.cases) { $0.hasSameName(as: $1) }
        return isSame ? names : Self.names(of: edited.cases)
    }

    /// A name for the file of each case: its own, or else its number; a number behind it where it was taken.
    private static func names(of cases: [CaseSlot]) -> [String] {
        var taken: Set<ExactText> = []
        var numbers: [ExactText: Int] = [:]
        return cases.map { slot in
            let stem = slot.name ?? "case-\(slot.index + 1)"
            var number = numbers[ExactText(stem)] ?? 1
            while number <= cases.count + 1 {
                let candidate = number == 1 ? stem : "\(stem)-\(number)"
                guard let file = CaseFileName.file(forCase: candidate) else { break }
                number += 1
                guard taken.insert(ExactText(file)).inserted else { continue }
                if number > 2 { numbers[ExactText(stem)] = number }
                return file
            }
            let file = "case-\(slot.index + 1)-of-\(cases.count)\(SuiteFileKind.caseEnding)"
            taken.insert(ExactText(file))
            return file
        }
    }

    private static func positions(of names: [String]) -> [ExactText: Int] {
        Dictionary(names.enumerated().map { (ExactText($1), $0) }) { first, _ in first }
    }
}

extension CaseSlot {
    /// Whether the case gets the same name as another one at its place.
    fileprivate func hasSameName(as other: CaseSlot) -> Bool {
        switch (name, other.name) {
        case (let name?, let other?): name.utf8.elementsEqual(other.utf8)
        case (nil, nil): true
        default: false
        }
    }
}
