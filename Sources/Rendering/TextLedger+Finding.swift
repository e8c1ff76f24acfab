extension TextLedger {
    /// Units of a text that follow each other in a page too.
    struct Run {
        var page: Int
        /// Where it begins in the page's units.
        var unit: Int
        /// How many units it has.
        var count: Int
        /// Behind which unit of the text it ends.
        var end: Int
        /// Where the run stands in the text, grown to whole lines or by the bytes that agree.
        var range: Range<Int>
        /// The bytes of it, without indentation and empty lines.
        var bytes: Int
    }

    /// The fewest bytes of a line that are worth folding beside whole lines.
    private static let shortestEdge = 24

    /// The longest passage that begins with a unit and may not be shown again.
    ///
    /// Of equal ones the first page is the place of the text.
    func longestRun(
        at index: Int, in units: [TextUnits.Unit], of text: [UInt8], from floor: Int
    ) -> Run? {
        var best: Run?
        var next = lastPlace[units[index].hash] ?? -1
        while next >= 0 {
            let place = places[Int(next)]
            next = place.previous
            let page = pages[Int(place.page)]
            let count = matchingUnits(units, index, text, page, Int(place.unit))
            guard count > 0 else { continue }
            let back = matchingUnitsBefore(units, index, text, floor, page, Int(place.unit))
            let run = units[(index - back)..<(index + count)]
            let shown = page.units[(Int(place.unit) - back)..<(Int(place.unit) + count)]
            var range = grown(run, of: text, floor, as: shown, of: page.text)
            var bytes = contentBytes(of: run, in: range)
            if bytes <= Self.longestRepetition {
                let wider = widened(range, of: run, in: units, of: text, floor, as: shown, in: page)
                bytes += range.lowerBound - wider.lowerBound + wider.upperBound - range.upperBound
                range = wider
            }
            guard bytes >= best?.bytes ?? 0 else { continue }
            best = Run(
                page: Int(place.page), unit: shown.startIndex, count: shown.count,
                end: run.endIndex, range: range, bytes: bytes)
        }
        guard let best, best.bytes > Self.longestRepetition else { return nil }
        return best
    }

    /// A range of whole lines, grown into the lines before and behind as far as text and page agree
    /// there: a first line is often told with something before it.
    private func widened(
        _ range: Range<Int>, of run: ArraySlice<TextUnits.Unit>, in units: [TextUnits.Unit],
        of text: [UInt8], _ floor: Int, as shown: ArraySlice<TextUnits.Unit>, in page: Page
    ) -> Range<Int> {
        var range = range
        if run.startIndex > 0, shown.startIndex > 0, units[run.startIndex].beginsLine,
            page.units[shown.startIndex].beginsLine
        {
            let before = units[run.startIndex - 1].range
            let there = page.units[shown.startIndex - 1].range
            let count = zip(text[before].reversed(), page.text[there].reversed())
                .prefix { $0 == $1 }.count
            var lower = before.upperBound - count
            while lower < before.upperBound, text[lower] & 0xC0 == 0x80 { lower += 1 }
            if count >= Self.shortestEdge, lower >= floor { range = lower..<range.upperBound }
        }
        if run.endIndex < units.count, shown.endIndex < page.units.count,
            units[run.endIndex].beginsLine, page.units[shown.endIndex].beginsLine
        {
            let after = units[run.endIndex].range
            let there = page.units[shown.endIndex].range
            let count = zip(text[after], page.text[there]).prefix { $0 == $1 }.count
            var upper = after.lowerBound + count
            while upper < text.count, upper > after.lowerBound, text[upper] & 0xC0 == 0x80 {
                upper -= 1
            }
            if count >= Self.shortestEdge { range = range.lowerBound..<upper }
        }
        return range
    }

    private func contentBytes(of run: ArraySlice<TextUnits.Unit>, in range: Range<Int>) -> Int {
        guard let first = run.first, let last = run.last else { return 0 }
        let before = first.beginsLine ? 0 : first.range.lowerBound - range.lowerBound
        let after = last.endsLine ? 0 : range.upperBound - last.range.upperBound
        return run.reduce(max(0, before) + max(0, after)) { $0 + Int($1.length) }
    }

    private func matchingUnits(
        _ units: [TextUnits.Unit], _ index: Int, _ text: [UInt8], _ page: Page, _ start: Int
    ) -> Int {
        var count = 0
        while index + count < units.count, start + count < page.units.count {
            let other = page.units[start + count]
            guard isSame(units[index + count], of: text, as: other, of: page) else { break }
            count += 1
        }
        return count
    }

    private func matchingUnitsBefore(
        _ units: [TextUnits.Unit], _ index: Int, _ text: [UInt8], _ floor: Int, _ page: Page,
        _ start: Int
    ) -> Int {
        var count = 0
        while index > count, start > count {
            let unit = units[index - count - 1]
            guard unit.range.lowerBound >= floor,
                isSame(unit, of: text, as: page.units[start - count - 1], of: page)
            else { break }
            count += 1
        }
        return count
    }

    private func isSame(
        _ unit: TextUnits.Unit, of text: [UInt8], as other: TextUnits.Unit, of page: Page
    ) -> Bool {
        unit.hash == other.hash && unit.length == other.length
            && text[unit.range].elementsEqual(page.text[other.range])
    }

    /// The bytes of the text that a run stands for: whole lines with their indentation, and at a
    /// piece's edge as far as text and page agree within the line.
    private func grown(
        _ run: ArraySlice<TextUnits.Unit>, of text: [UInt8], _ floor: Int,
        as shown: ArraySlice<TextUnits.Unit>, of page: [UInt8]
    ) -> Range<Int> {
        guard let first = run.first, let last = run.last, let head = shown.first,
            let tail = shown.last
        else { return 0..<0 }
        var lower = first.range.lowerBound
        var upper = last.range.upperBound
        if first.beginsLine {
            while lower > floor, text[lower - 1].isBlank { lower -= 1 }
        } else {
            var before = head.range.lowerBound
            while lower > floor, before > 0, text[lower - 1] == page[before - 1],
                text[lower - 1] != 0x0A
            {
                lower -= 1
                before -= 1
            }
            while lower < upper, text[lower].isBlank || text[lower] & 0xC0 == 0x80 { lower += 1 }
        }
        if last.endsLine {
            while upper < text.count, text[upper].isBlank { upper += 1 }
        } else {
            var after = tail.range.upperBound
            while upper < text.count, after < page.count, text[upper] == page[after],
                text[upper] != 0x0A
            {
                upper += 1
                after += 1
            }
            // A character is whole or not there.
            while upper > lower, upper < text.count, text[upper] & 0xC0 == 0x80 { upper -= 1 }
            while upper > lower, text[upper - 1].isBlank { upper -= 1 }
        }
        return lower..<upper
    }
}

extension UInt8 {
    /// True for a space or a tab.
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
}
