/// Gives every alias the value that it had, after cases went, came or moved.
///
/// Walks the anchors and aliases in their new order. The first place that needs a definition gets
/// it, and where it stood, if that is still there and later, an alias stays.
struct AnchorSettler {
    /// An anchor or alias in its new place, and which definition of the old file it means.
    struct Token {
        let use: AnchorUse
        let identity: Int
    }

    struct Splice {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    /// Definitions that the old file does not have begin here.
    static let firstFreshIdentity = 1 << 40

    private let source: [UInt8]
    private let table: AnchorTable
    private let newline: [UInt8]
    /// Whether a definition may be written in another style, where its own cannot stand.
    private let changesStyle: Bool
    private var placed: Set<Int> = []
    private var visible: [String: Int] = [:]

    /// Begins with nothing placed; `source` is the old file, where the definitions are.
    init(source: [UInt8], table: AnchorTable, newline: [UInt8], changesStyle: Bool = false) {
        self.changesStyle = changesStyle
        self.source = source
        self.table = table
        self.newline = newline
    }

    /// What to change in a text so that its tokens mean what they should; in order.
    ///
    /// Nothing is put behind the byte `limit`.
    mutating func splices(
        for tokens: [Token], in target: [UInt8], limit: Int
    ) throws(SuiteError) -> [Splice] {
        var splices: [Splice] = []
        var skipped = 0
        for token in tokens where token.use.start >= skipped {
            let use = token.use
            if visible[use.name] == token.identity, placed.contains(token.identity) {
                guard !use.isAlias else { continue }
                let alias = Array("*\(use.name)".utf8)
                splices.append(Splice(range: use.start..<use.end, bytes: alias))
                skipped = use.end
                continue
            }
            guard !placed.contains(token.identity) else {
                throw .crossingAnchor(
                    name: use.name, line: line(of: use.start, in: target),
                    reason: "another definition of the same name would come between; rename one")
            }
            if use.isAlias {
                splices += try definition(token.identity, at: use, in: target, limit: limit)
            }
            placed.insert(token.identity)
            visible[use.name] = token.identity
        }
        return splices.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The bytes of a range with its splices.
    static func applied(
        _ splices: [Splice], to bytes: [UInt8], in range: Range<Int>
    ) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        for splice in splices {
            output += bytes[position..<splice.range.lowerBound]
            output += splice.bytes
            position = splice.range.upperBound
        }
        return output + bytes[position..<range.upperBound]
    }

    // MARK: - A definition in another place

    private mutating func definition(
        _ identity: Int, at use: AnchorUse, in target: [UInt8], limit: Int
    ) throws(SuiteError) -> [Splice] {
        guard table.uses.indices.contains(identity) else {
            throw refusal(use, "the new text brings it too late", in: target)
        }
        let definition = table.uses[identity]
        let range = definition.content..<definition.end
        let nested = table.indices(in: range).map { index in
            Token(use: table.uses[index], identity: table.uses[index].definition ?? index)
        }
        // The definition must not be expanded inside of itself.
        placed.insert(identity)
        visible[use.name] = identity
        let inner = try splices(for: nested, in: source, limit: range.upperBound)
        let body = Self.applied(inner, to: source, in: range)
        let tag = definition.tag.map { [0x20] + source[$0] } ?? []
        let mark = Array("&\(use.name)".utf8) + tag
        let place = use.start..<(use.end)
        if let reason = objection(to: definition, body: body, at: use) {
            guard changesStyle, let text = definition.flowText(of: body) else {
                throw refusal(use, reason, in: target)
            }
            return [Splice(range: place, bytes: mark + [0x20] + text)]
        }
        if definition.isBlockCollection {
            let column = columnOfBlock(definition, at: use)
            let block =
                newline + spaces(column) + shifted(body[...], by: column - definition.column)
            return [Splice(range: place, bytes: mark), below(use, block, in: target, limit: limit)]
        }
        let shift = max(use.enclosing, 0) - max(definition.enclosing, 0)
        if definition.kind == .literal {
            let header = body.prefix { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
            let rest = body.firstIndex(of: 0x0A).map { body[($0 + 1)...] } ?? []
            let block = newline + shiftedLines(rest, by: shift)
            return [
                Splice(range: place, bytes: mark + [0x20] + header),
                below(use, block, in: target, limit: limit),
            ]
        }
        let inline =
            body.isEmpty
            ? mark
            : mark + [0x20]
                + shifted(Self.quotedWhereNeeded(body, of: definition, at: use)[...], by: shift)
        return [Splice(range: place, bytes: inline)]
    }

    /// A key may end with a colon (`a::`), which means something else where a value stands, and so
    /// do commas and brackets inside of brackets.
    private static func quotedWhereNeeded(
        _ body: [UInt8], of definition: AnchorUse, at use: AnchorUse
    ) -> [UInt8] {
        let entersBrackets = use.isFlow && !definition.isFlow
        guard definition.kind == .plain,
            body.last == UInt8(ascii: ":")
                || entersBrackets && body.contains(where: { ",[]{}:?#".utf8.contains($0) })
        else { return body }
        let quote = UInt8(ascii: "'")
        return [quote] + body.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }

    /// Why a definition cannot stand where an alias does; nil when it can.
    private func objection(
        to definition: AnchorUse, body: [UInt8], at use: AnchorUse
    ) -> String? {
        let isBlock = definition.isBlockCollection || definition.kind == .literal
        if use.role == .key, isBlock || body.contains(0x0A) {
            return "its value cannot be moved into the key that uses it next"
        }
        guard use.isFlow, !definition.isFlow, isBlock else { return nil }
        return "its value cannot be moved into the brackets that use it next"
    }

    private func columnOfBlock(_ definition: AnchorUse, at use: AnchorUse) -> Int {
        let step = definition.column - definition.enclosing
        guard step <= 0 || definition.enclosing < 0 else { return use.enclosing + step }
        let staysIndentless = definition.kind == .sequence && use.role == .value
        return use.enclosing + (staysIndentless ? 0 : 2)
    }

    /// Puts lines behind the line of a use.
    private func below(
        _ use: AnchorUse, _ lines: [UInt8], in target: [UInt8], limit: Int
    ) -> Splice {
        var end = use.end
        while end < limit, target[end] != 0x0A, target[end] != 0x0D { end += 1 }
        return Splice(range: end..<end, bytes: lines)
    }

    /// A text whose first line stays and whose other lines are indented by more or less.
    private func shifted(_ text: ArraySlice<UInt8>, by count: Int) -> [UInt8] {
        guard let first = text.firstIndex(of: 0x0A) else { return Array(text) }
        return text[...first] + shiftedLines(text[(first + 1)...], by: count)
    }

    private func shiftedLines(_ text: ArraySlice<UInt8>, by count: Int) -> [UInt8] {
        var output: [UInt8] = []
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.endIndex
            let line = text[start..<end]
            let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }
            if count > 0, !isBlank { output += spaces(count) }
            let removed = count < 0 ? min(-count, line.prefix { $0 == 0x20 }.count) : 0
            output += line.dropFirst(removed)
            start = end
        }
        return output
    }

    private func spaces(_ count: Int) -> [UInt8] { Array(repeating: 0x20, count: count) }

    private func refusal(_ use: AnchorUse, _ reason: String, in target: [UInt8]) -> SuiteError {
        .crossingAnchor(name: use.name, line: line(of: use.start, in: target), reason: reason)
    }

    private func line(of offset: Int, in target: [UInt8]) -> Int {
        target[..<offset].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }
}
