/// Where the cases of a file are and which bytes belong to each: what `SuiteDocument` edits by.
struct SuiteLayout: Sendable {
    /// How the cases are written.
    enum Shape: Hashable, Sendable {
        /// Lines with dashes.
        case list
        /// Entries of a map, by their keys.
        case entries
        /// In brackets.
        case flow
        /// Nothing yet: `cases:`, `cases: []`, or no such key.
        case empty
        /// The whole file is one case.
        case wholeFile
    }

    struct Place: Sendable {
        /// The bytes that belong to the case.
        var region: Range<Int>
        /// The dash, or the first byte of an entry's key.
        var marker: Int
        /// The first byte of the value, properties included.
        var valueStart: Int
        /// The byte behind the last content.
        var end: Int
        /// The indentation of what stands behind the dash.
        var width: Int
        /// The scalar that names it: where, and how it is written.
        var name: String?
        var nameRange: Range<Int>?
        var nameKind: YAMLNodeEvent.Kind?
        /// Its last line's newline is a part of its value.
        var endsInOpenLiteral: Bool
        /// Blank lines that follow it become a part of its value.
        var takesBlankLines: Bool
    }

    let shape: Shape
    /// The column of the dashes or the keys, from 0.
    let column: Int
    let places: [Place]
    let anchors: AnchorTable
    /// Where an empty list stands, which its first case replaces; nil when the key is missing.
    let emptyList: Range<Int>?
    let watchedNodes: [YAMLNodeEvent]

    /// Reads the structure of a file; `watched` nodes are kept.
    static func read(
        _ bytes: [UInt8], path: CasesPath, watching watched: Range<Int> = 0..<0
    ) throws(SuiteError) -> SuiteLayout {
        let result = bytes.withUnsafeBufferPointer { buffer in
            read(buffer, path: path, watching: watched)
        }
        return try result.get()
    }

    private static func read(
        _ buffer: UnsafeBufferPointer<UInt8>, path: CasesPath, watching watched: Range<Int>
    ) -> Result<SuiteLayout, SuiteError> {
        var scanner = YAMLScanner(
            buffer, sink: SuiteOutline(buffer, path: path.keys, watching: watched))
        do {
            try scanner.run()
        } catch {
            return .failure(.unreadable(Problem(error, in: buffer)))
        }
        let outline = scanner.sink
        if path.isWholeFile { return .success(wholeFile(outline, in: buffer)) }
        guard let list = outline.list else {
            let canBeAdded = path.keys.count == 1 && (outline.root?.kind ?? .empty) != .sequence
            let isBlock = outline.root.map { $0.kind == .mapping && !$0.isFlow } ?? true
            let isOurs = path == .cases && outline.candidates.allSatisfy(isOfSuite)
            guard canBeAdded, isBlock, isOurs || outline.candidates.isEmpty else {
                return .failure(.noCases(at: path, found: outline.candidates))
            }
            return .success(
                SuiteLayout(
                    .empty, column: path.keys.isEmpty ? -2 : 0, outline, emptyList: nil))
        }
        return read(list, outline, in: buffer, path: path)
    }

    /// Lists that a suite has beside its cases do not make a file one of another format.
    private static func isOfSuite(_ candidate: String) -> Bool {
        FieldReader.suiteKeys.contains { candidate == $0 || candidate.hasPrefix($0 + ".") }
    }

    private static func read(
        _ list: SuiteOutline.List, _ outline: SuiteOutline, in buffer: UnsafeBufferPointer<UInt8>,
        path: CasesPath
    ) -> Result<SuiteLayout, SuiteError> {
        let node = list.node
        let text = YAMLScalar.text(of: node, in: buffer)
        let isNull =
            node.kind == .empty || (node.kind == .plain && ["", "~", "null"].contains(text))
        if isNull || (node.isCollection && outline.items.isEmpty) {
            var end = node.end
            if node.isCollection, node.isFlow {
                // The brackets and what is between them; nothing but white space and comments.
                end =
                    (node.content..<buffer.count).first { "]}".utf8.contains(buffer[$0]) }
                    .map { $0 + 1 } ?? end
            }
            return .success(
                SuiteLayout(
                    .empty, column: list.keyColumn, outline, emptyList: node.content..<end))
        }
        guard node.isCollection else {
            return .failure(.noCases(at: path, found: outline.candidates))
        }
        if node.isFlow {
            let places = outline.items.map { Place($0, region: $0.marker..<$0.end, in: buffer) }
            return .success(SuiteLayout(.flow, column: node.column, outline, places: places))
        }
        let isStart = path.keys.isEmpty
        let regions = CaseRegions(
            buffer, column: node.column, isRoot: isStart,
            listStart: isStart ? 0 : list.keyEnd
        ).regions(of: outline.items)
        guard let regions else { return .failure(.flowList) }
        let places = zip(outline.items, regions).map { Place($0, region: $1, in: buffer) }
        return .success(
            SuiteLayout(
                node.kind == .sequence ? .list : .entries, column: node.column, outline,
                places: places))
    }

    private static func wholeFile(
        _ outline: SuiteOutline, in buffer: UnsafeBufferPointer<UInt8>
    ) -> SuiteLayout {
        let node = outline.root
        let place = Place(
            region: 0..<buffer.count, marker: node?.start ?? 0, valueStart: node?.start ?? 0,
            end: outline.rootEnd, width: 0, name: nil, nameRange: nil, nameKind: nil,
            endsInOpenLiteral: outline.lastLiteral.isOpen, takesBlankLines: false)
        return SuiteLayout(.wholeFile, column: 0, outline, places: [place])
    }

    /// The lines of one case by themselves, as if they were a file; nil when they are not one case.
    ///
    /// Lines that begin with a dash or a key at the column of the list mean the same wherever they
    /// stand in it.
    static func readLines(_ bytes: [UInt8], like layout: SuiteLayout) -> SuiteLayout? {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = YAMLScanner(
                buffer, sink: SuiteOutline(buffer, path: [], watching: 0..<buffer.count))
            // Whoever asks then reads the whole file, and says what is wrong there.
            guard (try? scanner.run()) != nil, !scanner.hasMarkers else { return nil }
            let outline = scanner.sink
            guard outline.items.count == 1, let node = outline.list?.node, node.isCollection,
                !node.isFlow, node.column == layout.column,
                (node.kind == .sequence) == (layout.shape == .list),
                let regions = CaseRegions(buffer, column: node.column, isRoot: false, listStart: -1)
                    .regions(of: outline.items)
            else { return nil }
            let place = Place(outline.items[0], region: regions[0], in: buffer)
            return SuiteLayout(layout.shape, column: node.column, outline, places: [place])
        }
    }

    /// The layout with other places; for a file without anchors.
    func placing(_ places: [Place]) -> SuiteLayout {
        SuiteLayout(self, places: places)
    }

    private init(_ other: SuiteLayout, places: [Place]) {
        shape = other.shape
        column = other.column
        self.places = places
        anchors = other.anchors
        emptyList = other.emptyList
        watchedNodes = []
    }

    private init(
        _ shape: Shape, column: Int, _ outline: SuiteOutline, places: [Place] = [],
        emptyList: Range<Int>? = nil
    ) {
        self.shape = shape
        self.column = column
        self.places = places
        self.emptyList = emptyList
        anchors = outline.anchors
        watchedNodes = outline.watchedNodes
    }
}

extension SuiteLayout.Place {
    /// The place when everything before it grew by a number of bytes.
    func moved(by count: Int) -> SuiteLayout.Place {
        var place = self
        place.region = region.lowerBound + count..<region.upperBound + count
        place.marker += count
        place.valueStart += count
        place.end += count
        place.nameRange = nameRange.map { $0.lowerBound + count..<$0.upperBound + count }
        return place
    }

    init(
        _ item: SuiteOutline.Item, region: Range<Int>, in buffer: UnsafeBufferPointer<UInt8>
    ) {
        let node = item.node
        self.region = region
        marker = item.marker
        valueStart = node.start
        end = item.end
        let enclosing = max(node.enclosing, 0)
        switch node.kind {
        case .mapping, .sequence: width = node.isFlow ? enclosing + 1 : node.column
        // A block scalar is indented by one or more, or by what it says, where it stands alone too.
        case .literal: width = enclosing
        case .plain, .quoted, .alias, .empty: width = enclosing + 1
        }
        name = item.name.flatMap { YAMLScalar.text(of: $0.scalar, in: buffer) }
        nameRange = item.name.map { $0.scalar.content..<$0.scalar.end }
        nameKind = item.name?.scalar.kind
        endsInOpenLiteral = item.lastLiteral.isOpen
        takesBlankLines = item.lastLiteral.takesBlankLines
    }
}

extension Problem {
    init(_ failure: YAMLFailure, in buffer: UnsafeBufferPointer<UInt8>) {
        let before = buffer[..<min(failure.offset, buffer.count)]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        self.init(
            line: line, column: column, failure.message,
            advice: "mend the YAML at this place")
    }
}
