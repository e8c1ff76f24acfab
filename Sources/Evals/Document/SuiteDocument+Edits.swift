extension SuiteDocument {
    /// Gives a case another text.
    ///
    /// The text is one YAML value, and must be valid where it comes to stand. Afterwards
    /// `text(ofCase:)` is this text, but for the newline style of the file, blank lines at its
    /// beginning and end, and a final newline where the file needs or lacks one.
    public mutating func replaceCase(_ index: Int, with text: [UInt8]) throws(SuiteError) {
        guard text != self.text(ofCase: index) else { return }
        let fragment = try YAMLFragment(text)
        let region = layout.places[index].region
        switch layout.shape {
        case .wholeFile:
            try apply([.fresh(text, at: 0, replacing: region)], fragment: nil, count: 1)
        case .flow:
            let trimmed = Array(fragment.bytes[fragment.nodes[0].start..<fragment.end])
            try apply(
                [
                    .kept(0..<region.lowerBound),
                    .fresh(trimmed, at: region.lowerBound, replacing: region),
                    .kept(region.upperBound..<bytes.count),
                ], fragment: fragment, count: cases.count)
        case .list, .entries, .empty:
            let writer = CaseWriter(fragment, layout: layout, newline: newline)
            let old = caseText(index)
            do {
                try replace(
                    index, with: writer.lines(reusing: old, of: layout.places[index]), fragment)
            } catch {
                // The lines that stay may mean something else among the new ones.
                try replace(index, with: writer.lines(like: layout.places[index]), fragment)
            }
        }
    }

    /// Adds a case before the one at an index; at the end for `cases.count`.
    ///
    /// As many blank lines as between its neighbours set it apart.
    public mutating func insertCase(_ text: [UInt8], at index: Int) throws(SuiteError) {
        precondition((0...cases.count).contains(index), "an index of the list, or its count")
        let fragment = try YAMLFragment(text)
        switch layout.shape {
        case .wholeFile, .flow: throw .flowList
        case .empty: try insertFirst(fragment)
        case .list, .entries:
            let neighbour = layout.places[min(index, cases.count - 1)]
            let lines = CaseWriter(fragment, layout: layout, newline: newline).lines(
                like: neighbour)
            let separator = Array(repeating: newline, count: blankLines(around: index)).joined()
            guard index == cases.count else {
                let place = layout.places[index].region.lowerBound
                return try apply(
                    [
                        .kept(0..<place), .fresh(lines + separator, at: place, replacing: nil),
                        .kept(place..<bytes.count),
                    ], fragment: fragment, count: cases.count + 1)
            }
            try append(lines, after: neighbour, separator: Array(separator), fragment)
        }
    }

    /// Takes a case out, with the blank lines behind it, or before it when it is the last.
    public mutating func deleteCase(_ index: Int) throws(SuiteError) {
        let region = layout.places[index].region
        switch layout.shape {
        case .wholeFile, .flow, .empty: throw .flowList
        case .list, .entries:
            var start = region.lowerBound
            var end = region.upperBound
            if index + 1 < cases.count {
                end = endOfBlankLines(after: layout.places[index])
            } else if index > 0,
                endOfBlankLines(after: layout.places[index - 1]) == region.lowerBound
            {
                start = layout.places[index - 1].region.upperBound
            }
            try apply(
                [.kept(0..<start), .kept(end..<bytes.count)], fragment: nil,
                count: cases.count - 1)
        }
    }

    /// Moves a case so that it stands at an index of the list without it.
    public mutating func moveCase(_ index: Int, to target: Int) throws(SuiteError) {
        precondition(cases.indices.contains(target), "an index of the list")
        var order = Array(cases.indices)
        order.insert(order.remove(at: index), at: target)
        try reorder(order)
    }

    /// Puts the cases in the order of their indices, each exactly once.
    ///
    /// The cases change places; blank lines and comments between them stay where they are.
    public mutating func reorder(_ indices: [Int]) throws(SuiteError) {
        precondition(indices.sorted() == Array(cases.indices), "every index exactly once")
        guard indices != Array(cases.indices) else { return }
        guard layout.shape != .flow else { throw .flowList }
        var pieces: [Piece] = []
        var position = 0
        for (slot, index) in zip(layout.places, indices) {
            pieces.append(.kept(position..<slot.region.lowerBound))
            pieces += try moved(index, intoLast: slot.region == layout.places.last?.region)
            position = slot.region.upperBound
        }
        pieces.append(.kept(position..<bytes.count))
        try apply(pieces, fragment: nil, count: cases.count, order: indices)
    }

    // MARK: - Steps

    private mutating func replace(
        _ index: Int, with lines: [UInt8], _ fragment: YAMLFragment
    ) throws(SuiteError) {
        let region = layout.places[index].region
        var lines = lines
        let endsFile = region.upperBound == bytes.count && bytes.last != 0x0A
        if endsFile, !(fragment.endsInOpenLiteral && fragment.bytes.last == 0x0A) {
            dropNewline(&lines)
        }
        try apply(
            [
                .kept(0..<region.lowerBound),
                .fresh(lines, at: region.lowerBound, replacing: region),
                .kept(region.upperBound..<bytes.count),
            ], fragment: fragment, count: cases.count)
    }

    /// Adds lines behind the last case; a file without a final newline stays one.
    private mutating func append(
        _ lines: [UInt8], after last: SuiteLayout.Place, separator: [UInt8],
        _ fragment: YAMLFragment
    ) throws(SuiteError) {
        let place = last.region.upperBound
        guard place == bytes.count, bytes.last != 0x0A else {
            return try apply(
                [
                    .kept(0..<place), .fresh(separator + lines, at: place, replacing: nil),
                    .kept(place..<bytes.count),
                ], fragment: fragment, count: cases.count + 1)
        }
        guard !last.endsInOpenLiteral else { throw .unsafeEdit(Self.openEnd) }
        var lines = lines
        if !fragment.endsInOpenLiteral { dropNewline(&lines) }
        try apply(
            [.kept(0..<place), .fresh(newline + separator + lines, at: place, replacing: nil)],
            fragment: fragment, count: cases.count + 1)
    }

    private mutating func insertFirst(_ fragment: YAMLFragment) throws(SuiteError) {
        let lines = CaseWriter(fragment, layout: layout, newline: newline).linesOfFirst()
        let key = casesPath.keys.last ?? ""
        let isMissing = layout.emptyList == nil && !casesPath.keys.isEmpty
        var start = layout.emptyList?.lowerBound ?? bytes.count
        let end = layout.emptyList?.upperBound ?? bytes.count
        while end > start, start > 0, bytes[start - 1] == 0x20 { start -= 1 }
        var lineEnd = end
        while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
        let hasBreak = lineEnd < bytes.count
        lineEnd = min(lineEnd + 1, bytes.count)
        let isAtLineStart = lineEnd == bytes.count && (bytes.isEmpty || bytes.last == 0x0A)
        let lead = hasBreak || isAtLineStart ? [] : newline
        let keyLine = isMissing ? Array("\(key):".utf8) + newline : []
        try apply(
            [
                .kept(0..<start), .kept(end..<lineEnd),
                .fresh(lead + keyLine + lines, at: lineEnd, replacing: nil),
                .kept(lineEnd..<bytes.count),
            ], fragment: fragment, count: 1)
    }

    /// A case in another place: the last line of a file may lack its newline, no other.
    private func moved(_ index: Int, intoLast: Bool) throws(SuiteError) -> [Piece] {
        let place = layout.places[index]
        guard bytes.last != 0x0A, layout.places.last?.region.upperBound == bytes.count else {
            return [.kept(place.region)]
        }
        let lacksNewline = place.region.upperBound == bytes.count
        guard lacksNewline != intoLast else { return [.kept(place.region)] }
        if lacksNewline {
            guard !place.endsInOpenLiteral else { throw .unsafeEdit(Self.openEnd) }
            return [.kept(place.region), .fresh(newline, at: bytes.count, replacing: nil)]
        }
        guard !place.endsInOpenLiteral else { return [.kept(place.region)] }
        var lines = Array(bytes[place.region])
        dropNewline(&lines)
        return [.kept(place.region.lowerBound..<(place.region.lowerBound + lines.count))]
    }

    private static var openEnd: String {
        "the last case ends in a block text without a newline, which the edit would add; "
            + "end the file with a newline first"
    }

    private func dropNewline(_ lines: inout [UInt8]) {
        if lines.last == 0x0A { lines.removeLast() }
        if lines.last == 0x0D { lines.removeLast() }
    }

    /// The number of blank lines that set cases apart around an index.
    private func blankLines(around index: Int) -> Int {
        guard cases.count > 1 else { return 0 }
        let before = min(max(index - 1, 0), cases.count - 2)
        let start = layout.places[before].region.upperBound
        let end = endOfBlankLines(after: layout.places[before])
        return bytes[start..<end].count { $0 == 0x0A }
    }
}
