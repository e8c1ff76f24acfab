extension SuiteDocument {
    /// A stretch of the file that an edit makes.
    enum Piece {
        /// Bytes of the file as it was.
        case kept(Range<Int>)
        /// New bytes, where they come to stand in the file as it was, and what they replace.
        case fresh([UInt8], at: Int, replacing: Range<Int>?)

        var count: Int {
            switch self {
            case .kept(let range): range.count
            case .fresh(let bytes, _, _): bytes.count
            }
        }
    }

    /// Makes a file of pieces, settles its anchors, and takes it when nothing else changed.
    ///
    /// `fragment` is what the fresh piece must say, `count` the number of cases that the file must have
    /// then, `order` the old index of each case when cases only change places.
    mutating func apply(
        _ pieces: [Piece], fragment: YAMLFragment?, count: Int, order: [Int]? = nil
    ) throws(SuiteError) {
        let file = assembled(pieces)
        if let layout = shifted(pieces, fragment: fragment, count: count) {
            return accept(file.bytes, layout)
        }
        var layout = try SuiteLayout.read(file.bytes, path: casesPath, watching: file.fresh)
        try check(layout, count: count, freshAt: file.fresh, order: order)
        if let fragment { try check(layout, in: file.bytes, says: fragment) }
        var bytes = file.bytes
        if !self.layout.anchors.uses.isEmpty || !layout.anchors.uses.isEmpty {
            let tokens = try tokens(of: layout, in: file.bytes, pieces: pieces)
            var settler = AnchorSettler(
                source: self.bytes, table: self.layout.anchors, newline: newline)
            let splices = try settler.splices(for: tokens, in: bytes, limit: bytes.count)
            if !splices.isEmpty {
                bytes = AnchorSettler.applied(splices, to: bytes, in: 0..<bytes.count)
                layout = try SuiteLayout.read(bytes, path: casesPath)
                try check(layout, count: count, freshAt: nil, order: nil)
            }
        }
        accept(bytes, layout)
    }

    private func assembled(_ pieces: [Piece]) -> (bytes: [UInt8], fresh: Range<Int>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        var fresh = 0..<0
        for piece in pieces {
            switch piece {
            case .kept(let range): bytes += self.bytes[range]
            case .fresh(let new, _, _):
                fresh = bytes.count..<(bytes.count + new.count)
                bytes += new
            }
        }
        return (bytes, fresh)
    }

    // MARK: - Checks

    /// Refuses a file in which another case has other bytes than before.
    private func check(
        _ new: SuiteLayout, count: Int, freshAt fresh: Range<Int>?, order: [Int]?
    ) throws(SuiteError) {
        guard new.places.count == count,
            count == 0 || layout.shape == .empty || new.shape == layout.shape
        else {
            throw .unsafeEdit("there would be \(new.places.count) cases instead of \(count)")
        }
        guard let fresh, layout.shape != .wholeFile else { return }
        let others = new.places.filter { !fresh.overlaps($0.region) }
        if let order {
            // A file without a final newline gives one case its newline and takes that of another.
            let slack = bytes.last == 0x0A ? 0 : newline.count
            let isSame = zip(new.places, order).allSatisfy {
                abs(below($0) - below(layout.places[$1])) <= slack
                    && keepsComments($0, of: layout.places[$1])
            }
            guard isSame else { throw .unsafeEdit("another case would change its size") }
            return
        }
        var remaining = layout.places[...]
        for other in others {
            guard let match = remaining.firstIndex(where: { isSame($0, other) }) else {
                throw .unsafeEdit("another case would change")
            }
            remaining = remaining[(match + 1)...]
        }
    }

    private func isSame(_ old: SuiteLayout.Place, _ new: SuiteLayout.Place) -> Bool {
        below(old) == below(new) && old.name == new.name && keepsComments(new, of: old)
    }

    /// The bytes of a case from its dash on.
    private func below(_ place: SuiteLayout.Place) -> Int {
        place.region.upperBound - place.marker
    }

    /// Comments that come to begin a file belong to it, so a case may lose them there.
    private func keepsComments(_ new: SuiteLayout.Place, of old: SuiteLayout.Place) -> Bool {
        let above = new.marker - new.region.lowerBound
        let before = old.marker - old.region.lowerBound
        return above == before || (casesPath.keys.isEmpty && new.marker == before)
    }

    private func check(
        _ new: SuiteLayout, in bytes: [UInt8], says fragment: YAMLFragment
    ) throws(SuiteError) {
        let isEntry = new.shape == .entries
        let likeness = YAMLLikeness(fragment.bytes, bytes)
        guard likeness.holds(fragment.nodes.dropFirst(isEntry ? 1 : 0), new.watchedNodes) else {
            throw .unsafeEdit(
                layout.shape == .flow
                    ? "in brackets the text would say something else; write the list with dashes"
                    : "indented as a case the text would say something else")
        }
    }

    // MARK: - Anchors

    /// The anchors and aliases of a new file, with what they meant in the old one.
    private func tokens(
        of new: SuiteLayout, in bytes: [UInt8], pieces: [Piece]
    ) throws(SuiteError) -> [AnchorSettler.Token] {
        var tokens: [AnchorSettler.Token] = []
        var identities: [Int: Int] = [:]
        var pieceStart = 0
        var index = 0
        for piece in pieces {
            let pieceEnd = pieceStart + piece.count
            while index < new.anchors.uses.count, new.anchors.uses[index].start < pieceEnd {
                let use = new.anchors.uses[index]
                let identity: Int?
                switch piece {
                case .kept(let range):
                    identity = meaning(ofUseAt: use.start - pieceStart + range.lowerBound)
                case .fresh(_, let place, let replaced):
                    identity = meaning(
                        of: use, at: index, in: new.anchors, of: bytes, place: place,
                        replacing: replaced, start: pieceStart, known: identities)
                }
                guard let identity else {
                    throw .invalidText(
                        Problem(
                            line: 1, "the alias *\(use.name) has no anchor before it",
                            advice: "define &\(use.name) in this case, or write the value out"))
                }
                identities[index] = identity
                tokens.append(AnchorSettler.Token(use: use, identity: identity))
                index += 1
            }
            pieceStart = pieceEnd
        }
        return tokens
    }

    private func meaning(ofUseAt offset: Int) -> Int? {
        let table = layout.anchors
        guard let index = table.indices(in: offset..<(offset + 1)).first else { return nil }
        return table.uses[index].isAlias ? table.uses[index].definition : index
    }

    private func meaning(
        of use: AnchorUse, at index: Int, in new: AnchorTable, of bytes: [UInt8], place: Int,
        replacing replaced: Range<Int>?, start: Int, known: [Int: Int]
    ) -> Int? {
        if use.isAlias {
            if let definition = use.definition, new.uses[definition].start >= start {
                return known[definition]
            }
            return layout.anchors.visible(before: place)[use.name]
        }
        let old = replaced.flatMap { range in
            layout.anchors.indices(in: range).first { candidate in
                let other = layout.anchors.uses[candidate]
                return !other.isAlias && other.name == use.name
                    && isSame(other, candidate, as: use, in: new, of: bytes, known: known)
            }
        }
        return old ?? AnchorSettler.firstFreshIdentity + index
    }

    /// True when a definition of a new text says what one of the old file says.
    private func isSame(
        _ old: AnchorUse, _ oldIndex: Int, as use: AnchorUse, in new: AnchorTable,
        of bytes: [UInt8], known: [Int: Int]
    ) -> Bool {
        guard old.kind == use.kind,
            old.tag.map({ Array(self.bytes[$0]) }) == use.tag.map({ Array(bytes[$0]) }),
            Self.dedented(self.bytes, old) == Self.dedented(bytes, use)
        else { return false }
        let inside = new.indices(in: use.content..<use.end).filter { new.uses[$0].isAlias }
        let oldInside = layout.anchors.indices(in: old.content..<old.end).filter {
            layout.anchors.uses[$0].isAlias
        }
        return zip(inside, oldInside).allSatisfy { index, oldIndex in
            guard let definition = new.uses[index].definition,
                new.uses[definition].start < use.start, let meaning = known[definition]
            else { return true }
            return meaning == layout.anchors.uses[oldIndex].definition
        }
    }

    private static func dedented(_ bytes: [UInt8], _ use: AnchorUse) -> [[UInt8]] {
        let depth = use.isBlockCollection ? use.column : max(use.enclosing, 0)
        return bytes[use.content..<use.end].split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated().map { index, line in
                var line = line
                if line.last == 0x0D { line.removeLast() }
                guard index > 0 else { return Array(line) }
                return Array(line.dropFirst(min(depth, line.prefix { $0 == 0x20 }.count)))
            }
    }
}
