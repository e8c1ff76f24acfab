/// Where each text of an interaction is shown, so that it is shown in one place.
///
/// Pages are told to the ledger when they are complete. Content of a later page is folded first:
/// what an earlier page shows already, and is longer than `longestRepetition`, becomes a reference
/// such as `[12 lines, 3,456 bytes: as in ../../tools/results/003-search-orders.yaml:1-12]`.
/// Indentation does not matter; a passage within a long line counts too.
public struct TextLedger: Sendable {
    /// The most bytes that may be shown again.
    public static let longestRepetition = 160
    /// How much of one page is remembered.
    private static let longestPage = 16 << 20
    /// How many places of one unit are remembered: braces and the like occur everywhere.
    private static let mostPlaces = 6

    private struct Page {
        var path: String
        var bytes: [UInt8]
        var units: [TextUnits.Unit]
    }

    private struct Place {
        var page: Int32
        var unit: Int32
        /// The index in `places` of the unit's place before this one; -1 without one.
        var previous: Int32
        /// How many places of the unit there are up to this one.
        var rank: Int32
    }

    private var pages: [Page] = []
    private var places: [Place] = []
    private var lastPlace: [UInt64: Int32] = [:]

    /// Creates a ledger of nothing.
    public init() {}

    /// Remembers a complete page.
    ///
    /// O(n).
    public mutating func register(page path: String, _ bytes: [UInt8]) {
        guard bytes.count <= Self.longestPage else { return }
        let page = Page(path: path, bytes: bytes, units: TextUnits(of: bytes).units)
        for (index, unit) in page.units.enumerated() {
            let previous = lastPlace[unit.hash] ?? -1
            let rank = previous < 0 ? 1 : places[Int(previous)].rank + 1
            guard rank <= Self.mostPlaces else { continue }
            lastPlace[unit.hash] = Int32(places.count)
            places.append(
                Place(
                    page: Int32(pages.count), unit: Int32(index), previous: previous, rank: rank))
        }
        pages.append(page)
    }

    /// The content with references in place of what other pages show, as `page` must spell them;
    /// nil when nothing is folded.
    ///
    /// O(n) for usual content.
    public func folded(_ text: [UInt8], for page: String) -> [UInt8]? {
        guard text.count > Self.longestRepetition, !pages.isEmpty else { return nil }
        let units = TextUnits(of: text).units
        var output = TextBuffer()
        var position = 0
        var index = 0
        while index < units.count {
            guard let run = longestRun(at: index, in: units, of: text, from: position) else {
                index += 1
                continue
            }
            let range = run.range
            output.append(text[position..<range.lowerBound])
            output.append(reference(to: run, bytes: range.count, from: page))
            position = range.upperBound
            index += run.count
            while index < units.count, units[index].range.lowerBound < position { index += 1 }
        }
        guard position > 0 else { return nil }
        output.append(text[position...])
        return output.bytes
    }

    private func reference(to run: Run, bytes: Int, from page: String) -> String {
        let target = pages[run.page]
        let first = target.units[run.unit].line + 1
        let last = target.units[run.unit + run.count - 1].line + 1
        let lines = last > first ? AmountText.count(Int(last - first) + 1, "line") + ", " : ""
        let place = last > first ? "\(first)-\(last)" : "\(first)"
        let path = RelativePath.path(to: target.path, from: page)
        return "[\(lines)\(AmountText.count(bytes, "byte")): as in \(path):\(place)]"
    }
}

// MARK: - Finding

extension TextLedger {
    /// Units of a text that follow each other in a page too.
    private struct Run {
        var page: Int
        var unit: Int
        var count: Int
        /// Where the run stands in the text, grown to whole lines or by the bytes that agree.
        var range: Range<Int>
        var bytes: Int
    }

    /// The longest passage that begins with a unit and may not be shown again.
    private func longestRun(
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
            let range = grown(units, index, count, text, page, Int(place.unit), floor)
            let run = Run(
                page: Int(place.page), unit: Int(place.unit), count: count, range: range,
                bytes: contentBytes(of: units[index..<(index + count)], in: range))
            // Of equal ones the first page is the place of the text.
            if run.bytes >= best?.bytes ?? 0 { best = run }
        }
        guard let best, best.bytes > Self.longestRepetition else { return nil }
        return best
    }

    /// The bytes of a run without indentation and empty lines.
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
            let unit = units[index + count]
            let other = page.units[start + count]
            guard
                unit.hash == other.hash, unit.length == other.length,
                text[unit.range].elementsEqual(page.bytes[other.range])
            else { break }
            count += 1
        }
        return count
    }

    /// The bytes of the text that the run stands for: whole lines with their indentation, and at a
    /// piece's edge as far as text and page agree within the line.
    private func grown(
        _ units: [TextUnits.Unit], _ index: Int, _ count: Int, _ text: [UInt8], _ page: Page,
        _ start: Int, _ floor: Int
    ) -> Range<Int> {
        let first = units[index]
        let last = units[index + count - 1]
        var lower = first.range.lowerBound
        var upper = last.range.upperBound
        var before = page.units[start].range.lowerBound
        var after = page.units[start + count - 1].range.upperBound
        if first.beginsLine {
            while lower > floor, text[lower - 1] == 0x20 || text[lower - 1] == 0x09 { lower -= 1 }
        } else {
            while lower > floor, before > 0, text[lower - 1] == page.bytes[before - 1],
                text[lower - 1] != 0x0A
            {
                lower -= 1
                before -= 1
            }
        }
        if last.endsLine {
            while upper < text.count, text[upper] == 0x20 || text[upper] == 0x09 { upper += 1 }
        } else {
            while upper < text.count, after < page.bytes.count, text[upper] == page.bytes[after],
                text[upper] != 0x0A
            {
                upper += 1
                after += 1
            }
        }
        // A character is whole or not there.
        while lower < upper, text[lower] & 0xC0 == 0x80 { lower += 1 }
        while upper > lower, upper < text.count, text[upper] & 0xC0 == 0x80 { upper -= 1 }
        return lower..<upper
    }
}
