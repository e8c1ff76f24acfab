extension SuiteDocument {
    /// The layout after an edit, without another reading of the file: the lines of the new case are
    /// read by themselves, and everything else moves.
    ///
    /// Nil where only the whole file tells: with anchors, in a file that is nothing but a list (whose
    /// first comment may change its owner), when newlines at the end change or blank lines belong to a
    /// value, and when the new lines are not a case by themselves.
    func shifted(
        _ pieces: [Piece], fragment: YAMLFragment?, count: Int
    ) -> SuiteLayout? {
        let isPlain =
            layout.anchors.uses.isEmpty && !casesPath.keys.isEmpty && count > 0
            && (layout.shape == .list || layout.shape == .entries)
        guard isPlain, fragment?.anchors.uses.isEmpty ?? true,
            !layout.places.contains(where: \.takesBlankLines)
        else { return nil }
        var places: [SuiteLayout.Place] = []
        places.reserveCapacity(count)
        var start = 0
        var lastByte: UInt8 = 0
        for piece in pieces {
            switch piece {
            case .kept(let range):
                if !range.isEmpty { lastByte = bytes[range.upperBound - 1] }
                for place in self.places(in: range) {
                    guard place.region.upperBound <= range.upperBound else { return nil }
                    places.append(place.moved(by: start - range.lowerBound))
                }
            case .fresh(let lines, _, _):
                // Lines that end the line before them give it a newline.
                let isWholeLines = start == 0 || lastByte == 0x0A
                guard isWholeLines, let fragment,
                    let own = SuiteLayout.readLines(lines, like: layout)
                else {
                    return nil
                }
                let nodes = fragment.nodes.dropFirst(layout.shape == .entries ? 1 : 0)
                guard YAMLLikeness(fragment.bytes, lines).holds(nodes, own.watchedNodes) else {
                    return nil
                }
                guard !own.places[0].takesBlankLines else { return nil }
                places.append(own.places[0].moved(by: start))
                lastByte = lines.last ?? lastByte
            }
            start += piece.count
        }
        return places.count == count ? layout.placing(places) : nil
    }

    /// The cases that begin in a range.
    private func places(in range: Range<Int>) -> ArraySlice<SuiteLayout.Place> {
        func first(from offset: Int) -> Int {
            var low = 0
            var high = layout.places.count
            while low < high {
                let middle = (low + high) / 2
                if layout.places[middle].region.lowerBound < offset {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
        return layout.places[first(from: range.lowerBound)..<first(from: range.upperBound)]
    }
}
