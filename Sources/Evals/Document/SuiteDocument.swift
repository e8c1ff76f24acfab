internal import Glibc

/// The file of a suite as bytes, in which single cases are edited and everything else stays as it is.
///
/// Which bytes are a case's: its lines from the dash (or the key) to the last line of its content;
/// comment lines directly above it, with no blank line between; comment lines below it that are
/// indented further than its dash. All other comments and blank lines belong to the file, and so
/// does a comment that begins a file which is nothing but a list.
///
/// The text of a case is these lines without the dash and without the indentation that all share.
/// Whoever gives back the same text changes no byte. Of a changed text the lines that stay keep
/// their bytes, whatever their indentation; the others take the newline style of the file.
///
/// An edit never changes the value of another case: a definition (`&anchor`) that others use
/// (`*anchor`) moves to its next use when its own case goes or says something else; where that
/// cannot be, the edit is refused and says why.
public struct SuiteDocument: Sendable {
    /// The bytes of the file.
    public private(set) var bytes: [UInt8]
    /// Where the cases stand.
    public let casesPath: CasesPath
    /// The cases in order.
    public private(set) var cases: [CaseSlot]
    private(set) var layout: SuiteLayout

    /// Reads the bytes of a file.
    ///
    /// A file without the last key of the path has no cases, and gets the key with the first one.
    ///
    /// - Complexity: O(bytes).
    public init(_ bytes: [UInt8], casesPath: CasesPath = .cases) throws(SuiteError) {
        layout = try SuiteLayout.read(bytes, path: casesPath)
        self.bytes = bytes
        self.casesPath = casesPath
        cases = Self.slots(of: layout, in: bytes)
    }

    /// The text of a case, as a YAML document of its own.
    ///
    /// Aliases whose anchors are defined elsewhere in the file stay as they are: the text is the
    /// file's, byte for byte. `resolvedText(ofCase:)` gives one that a reader understands alone.
    public func text(ofCase index: Int) -> [UInt8] {
        text(ofCase: index, in: bytes, region: layout.places[index].region)
    }

    /// The text of a case in which the first alias of each anchor that is defined elsewhere is
    /// its definition.
    ///
    /// For decoders. It is `text(ofCase:)` itself where there is no such alias, and has the same
    /// lines up to the first one. A definition of several lines is written on one where it comes to
    /// stand in brackets or as a key. An alias that cannot be resolved stays.
    public func resolvedText(ofCase index: Int) -> [UInt8] {
        let region = layout.places[index].region
        let tokens = layout.anchors.indices(in: region).compactMap { index in
            let use = layout.anchors.uses[index]
            return (use.isAlias ? use.definition : index).map {
                AnchorSettler.Token(use: use, identity: $0)
            }
        }
        guard tokens.contains(where: { !region.contains(layout.anchors.uses[$0.identity].start) })
        else { return text(ofCase: index) }
        var settler = AnchorSettler(
            source: bytes, table: layout.anchors, newline: newline, changesStyle: true)
        // What cannot be resolved stays an alias, and the decoder says so.
        let settled = try? settler.splices(for: tokens, in: bytes, limit: region.upperBound)
        guard let splices = settled else { return text(ofCase: index) }
        let resolved = AnchorSettler.applied(splices, to: bytes, in: region)
        let file = bytes[..<region.lowerBound] + resolved
        return text(
            ofCase: index, in: Array(file), region: region.lowerBound..<file.count)
    }

    /// Whether a case has the same text, resolved or not, as one of another state of the file; false where only
    /// the texts themselves tell.
    public func hasSameText(ofCase index: Int, as other: Int, of document: SuiteDocument) -> Bool {
        let place = layout.places[index]
        let otherPlace = document.layout.places[other]
        guard layout.anchors.uses.isEmpty, document.layout.anchors.uses.isEmpty,
            layout.shape == document.layout.shape, layout.column == document.layout.column,
            place.width == otherPlace.width,
            place.marker - place.region.lowerBound
                == otherPlace.marker - otherPlace.region.lowerBound,
            place.region.count == otherPlace.region.count
        else { return false }
        return bytes.withUnsafeBytes { own in
            document.bytes.withUnsafeBytes {
                guard let start = own.baseAddress, let other = $0.baseAddress else { return true }
                return memcmp(
                    start + place.region.lowerBound, other + otherPlace.region.lowerBound,
                    place.region.count) == 0
            }
        }
    }

    /// The file without its cases: everything that `Suite` is decoded from.
    public var header: [UInt8] {
        guard layout.shape != .wholeFile else { return [] }
        guard let first = layout.places.first, let last = layout.places.last else { return bytes }
        guard layout.shape != .flow else {
            return Array(bytes[..<first.region.lowerBound] + bytes[last.region.upperBound...])
        }
        var header = Array(bytes[..<first.region.lowerBound])
        for (place, next) in zip(layout.places, layout.places.dropFirst()) {
            header += bytes[endOfBlankLines(after: place)..<next.region.lowerBound]
        }
        return header + bytes[endOfBlankLines(after: last)...]
    }

    /// The index of a case by its name, or else by its number from 0.
    public func index(of reference: String) throws(SuiteError) -> Int {
        let named = cases.filter { $0.name.map { $0.utf8.elementsEqual(reference.utf8) } ?? false }
        if named.count > 1 { throw .ambiguousName(reference, indices: named.map(\.index)) }
        if let one = named.first { return one.index }
        guard let number = Int(reference), cases.indices.contains(number) else {
            throw .noSuchCase(reference)
        }
        return number
    }

    // MARK: - For edits

    /// Takes what an edit made of the file.
    mutating func accept(_ bytes: [UInt8], _ layout: SuiteLayout) {
        self.bytes = bytes
        self.layout = layout
        cases = Self.slots(of: layout, in: bytes)
    }

    /// The line end that the file uses.
    var newline: [UInt8] {
        guard let end = bytes.firstIndex(of: 0x0A), end > 0, bytes[end - 1] == 0x0D else {
            return [0x0A]
        }
        return [0x0D, 0x0A]
    }

    /// The end of the blank lines that follow a case.
    func endOfBlankLines(after place: SuiteLayout.Place) -> Int {
        var end = place.region.upperBound
        var offset = end
        while offset < bytes.count, [0x20, 0x09, 0x0D, 0x0A].contains(bytes[offset]) {
            offset += 1
            if bytes[offset - 1] == 0x0A { end = offset }
        }
        return end
    }

    /// The lines of a case as they stand in the file.
    func caseText(_ index: Int) -> CaseText {
        CaseText(
            bytes, region: layout.places[index].region, column: layout.column,
            width: layout.places[index].width,
            marker: layout.shape == .list ? layout.places[index].marker : nil)
    }

    private func text(ofCase index: Int, in bytes: [UInt8], region: Range<Int>) -> [UInt8] {
        let place = layout.places[index]
        switch layout.shape {
        case .wholeFile, .flow, .empty:
            return Array(bytes[region])
        case .list, .entries:
            return CaseText(
                bytes, region: region, column: layout.column,
                width: layout.shape == .list ? place.width : layout.column,
                marker: layout.shape == .list ? place.marker : nil
            ).text
        }
    }

    private static func slots(of layout: SuiteLayout, in bytes: [UInt8]) -> [CaseSlot] {
        var line = 1
        var counted = 0
        return bytes.withUnsafeBufferPointer { buffer in
            layout.places.enumerated().map { index, place in
                while let end = buffer[counted..<place.region.lowerBound].endOfLine {
                    line += 1
                    counted = end
                }
                counted = place.region.lowerBound
                return CaseSlot(index: index, name: place.name, line: line, byteRange: place.region)
            }
        }
    }
}
