/// Where each text of an interaction is shown, so that it is shown in one place.
///
/// Pages are told to the ledger when they are complete. Content of a later page is folded first:
/// what an earlier page shows already, and is longer than `longestRepetition`, becomes a reference
/// such as `[12 lines, 3,456 bytes "ERROR: canceling…": as in ../../tools/results/003-logs.txt:1-12]`.
/// Indentation does not matter; a passage within a long line counts too. A page shows what it
/// refers to as well: a text that equals content of a page before it was folded refers to that page
/// as a whole, not to the pieces that the page refers to.
public struct TextLedger: Sendable {
    /// The most bytes that may be shown again.
    public static let longestRepetition = 160
    /// How much of one page is remembered.
    private static let longestPage = 16 << 20
    /// How many places of one unit are remembered: braces and the like occur everywhere, and a run
    /// that begins with one is found by its other units.
    private static let mostPlaces = 16
    /// How much of what it stands for a reference shows.
    private static let excerptBytes = 40

    struct Page {
        var path: String
        /// The page as it would be if nothing in it were folded.
        var text: [UInt8]
        var units: [TextUnits.Unit]
        /// The line of the page for each line of `text`; nil where they are the same.
        var lines: [Int32]?

        func line(of unit: Int) -> Int {
            let line = units[unit].line
            return Int(lines.map { $0[Int(line)] } ?? line) + 1
        }
    }

    struct Place {
        var page: Int32
        var unit: Int32
        /// The index in `places` of the unit's place before this one; -1 without one.
        var previous: Int32
        /// How many places of the unit there are up to this one.
        var rank: Int32
    }

    private(set) var pages: [Page] = []
    private(set) var places: [Place] = []
    private(set) var lastPlace: [UInt64: Int32] = [:]
    /// What each reference stands for, by its text, for the page that is being written.
    private var references: [[UInt8]: [UInt8]] = [:]

    /// Creates a ledger of nothing.
    public init() {}

    /// Remembers a complete page.
    ///
    /// O(n).
    public mutating func register(page path: String, _ bytes: [UInt8]) {
        defer { references = [:] }
        guard bytes.count <= Self.longestPage else { return }
        var page = Page(path: path, text: bytes, units: [])
        if !references.isEmpty { unfold(&page) }
        page.units = TextUnits(of: page.text).units
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

    /// Puts back what the references of a page stand for.
    private func unfold(_ page: inout Page) {
        let marks = references.sorted { $0.key.count > $1.key.count }
        let bytes = page.text
        var text: [UInt8] = []
        var lines: [Int32] = []
        var line: Int32 = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "["),
                let mark = marks.first(where: { bytes[index...].starts(with: $0.key) })
            {
                text += mark.value
                for byte in mark.value where byte == 0x0A { lines.append(line) }
                index += mark.key.count
                continue
            }
            text.append(bytes[index])
            if bytes[index] == 0x0A {
                lines.append(line)
                line += 1
            }
            index += 1
        }
        lines.append(line)
        page.text = text
        page.lines = lines
    }

    /// The content with references in place of what other pages show, as `page` must spell them.
    ///
    /// Nil when nothing is folded. O(n) for usual content.
    public mutating func folded(_ text: [UInt8], for page: String) -> [UInt8]? {
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
            let reference = reference(to: run, standingFor: text[run.range], from: page)
            references[Array(reference.utf8)] = Array(text[run.range])
            output.append(text[position..<run.range.lowerBound])
            output.append(reference)
            position = run.range.upperBound
            index = run.end
            while index < units.count, units[index].range.lowerBound < position { index += 1 }
        }
        guard position > 0 else { return nil }
        output.append(text[position...])
        return output.bytes
    }

    private func reference(
        to run: Run, standingFor text: ArraySlice<UInt8>, from page: String
    ) -> String {
        let target = pages[run.page]
        let first = target.line(of: run.unit)
        let last = target.line(of: run.unit + run.count - 1)
        let lines = text.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        let size = AmountText.count(text.count, "byte")
        let amount = lines > 1 ? AmountText.count(lines, "line") + ", " + size : size
        let place = last > first ? "\(first)-\(last)" : "\(first)"
        let path = RelativePath.path(to: target.path, from: page)
        let start = String(decoding: text.prefix(4 * Self.excerptBytes), as: UTF8.self)
        let excerpt = Excerpt.quoted(start, bytes: Self.excerptBytes)
        return "[\(amount) \(excerpt): as in \(path):\(place)]"
    }
}
