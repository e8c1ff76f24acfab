import Evals
import TestSupport
import Testing
import Yams

/// Edits of suites of the data set, with an independent reader as the judge.
@Suite(.enabled(if: SharedData.isPresent, "the data set is not beside the checkout"))
struct SharedSuiteEditTests {
    static let fresh = Array("# why\nname: fresh\ninput: |\n  two\n\n  lines\n".utf8)

    /// A suite with some of its cases: all of a small one.
    struct Sample {
        let document: SuiteDocument
        let path: CasesPath
        let values: [Node]
        let chosen: [Int]

        init?(_ file: SharedSuites.File) throws {
            let bytes = try file.bytes
            guard let document = try? SuiteDocument(bytes, casesPath: file.path),
                !file.path.isWholeFile, !document.cases.isEmpty
            else { return nil }
            self.document = document
            path = file.path
            values = try Referee.cases(bytes, at: path)
            let step = bytes.count > 100_000 ? max(document.cases.count / 3, 1) : 1
            chosen = Array(stride(from: 0, to: document.cases.count, by: step))
        }

        /// What the file says after an edit; what stands around the list must be as it was.
        func values(after edited: SuiteDocument) throws -> [Node] {
            // A comment that comes to begin a file belongs to the file.
            if path != .root { #expect(text(edited.header) == text(document.header)) }
            return try Referee.cases(edited.bytes, at: path)
        }
    }

    @Test(
        "a replaced case says its new text, and no other changes", arguments: try SharedSuites.all()
    )
    func replaces(file: SharedSuites.File) throws {
        guard let sample = try Sample(file) else { return }
        let isMap = sample.path == .root
        for index in sample.chosen {
            let fresh = isMap ? Array("fresh:\n  a: 1\n".utf8) : Self.fresh
            var edited = sample.document
            try edited.replaceCase(index, with: fresh)
            var expected = sample.values
            expected[index] = try Referee.value(fresh)
            #expect(try sample.values(after: edited) == expected, "\(index)")
        }
    }

    @Test(
        "an edit of a case leaves every byte outside of it and of the blank lines beside it",
        arguments: try SharedSuites.all())
    func bytes(file: SharedSuites.File) throws {
        guard let sample = try Sample(file) else { return }
        let bytes = sample.document.bytes
        // Anchors that cases share move to the next case that uses them.
        guard !text(bytes).contains(": &") else { return }
        let fresh = sample.path == .root ? Array("fresh:\n  a: 1\n".utf8) : Self.fresh
        let cases = sample.document.cases
        for slot in cases where bytes.count < 100_000 || slot.index % (cases.count / 20 + 1) == 0 {
            let (before, after) = (
                Self.withoutBlanks(bytes[..<slot.byteRange.lowerBound], atEnd: true),
                Self.withoutBlanks(bytes[slot.byteRange.upperBound...], atEnd: false)
            )
            var replaced = sample.document
            try replaced.replaceCase(slot.index, with: fresh)
            var deleted = sample.document
            try deleted.deleteCase(slot.index)
            var grown = sample.document
            try grown.insertCase(fresh, at: slot.index)
            for (edited, name) in [(replaced, "replaced"), (deleted, "deleted"), (grown, "added")] {
                #expect(
                    edited.bytes.starts(with: before)
                        && edited.bytes.reversed().starts(with: after.reversed()),
                    "\(name) \(slot.index)")
            }
        }
    }

    private static func withoutBlanks(_ bytes: ArraySlice<UInt8>, atEnd: Bool) -> ArraySlice<UInt8>
    {
        let isBlank = { (byte: UInt8) in
            byte == 0x20 || byte == 0x0A || byte == 0x0D
        }
        guard atEnd else { return bytes.drop(while: isBlank) }
        return bytes.prefix(
            (bytes.lastIndex { !isBlank($0) } ?? bytes.startIndex - 1) - bytes.startIndex + 1)
    }

    @Test("a key that is added to a case changes nothing else", arguments: try SharedSuites.all())
    func grows(file: SharedSuites.File) throws {
        guard let sample = try Sample(file) else { return }
        for index in sample.chosen {
            let isMap = sample.path == .root
            var changed = sample.document.text(ofCase: index)
            if changed.last != 0x0A { changed.append(0x0A) }
            changed += Array((isMap ? "  zz: 1 # new\n" : "zz: 1 # new\n").utf8)
            var edited = sample.document
            try edited.replaceCase(index, with: changed)
            let values = try sample.values(after: edited)
            for (place, value) in sample.values.enumerated() where place != index {
                #expect(values[place] == value, "\(index) changed \(place)")
            }
            let count = { (node: Node) in
                (isMap ? node.mapping?.first?.value : node)?.mapping?.count ?? 0
            }
            #expect(count(values[index]) == count(sample.values[index]) + 1)
            let original = sample.document
            try edited.replaceCase(index, with: original.text(ofCase: index))
            #expect(text(edited.bytes) == text(original.bytes), "\(index) undone")
        }
    }

    @Test("a case goes, comes and moves, and no other changes", arguments: try SharedSuites.all())
    func lists(file: SharedSuites.File) throws {
        guard let sample = try Sample(file) else { return }
        for index in sample.chosen {
            var expected = sample.values
            let removed = expected.remove(at: index)
            var deleted = sample.document
            try deleted.deleteCase(index)
            #expect(try sample.values(after: deleted) == expected, "deleted \(index)")

            let target = (index * 7 + 3) % sample.document.cases.count
            expected.insert(removed, at: target)
            var moved = sample.document
            try moved.moveCase(index, to: target)
            #expect(
                try sample.values(after: moved) == expected, "moved \(index) to \(target)")

            let fresh = sample.path == .root ? Array("fresh:\n  a: 1\n".utf8) : Self.fresh
            expected = sample.values
            expected.insert(try Referee.value(fresh), at: index)
            var grown = sample.document
            try grown.insertCase(fresh, at: index)
            #expect(try sample.values(after: grown) == expected, "inserted at \(index)")
            try grown.deleteCase(index)
            #expect(text(grown.bytes) == text(sample.document.bytes), "undone at \(index)")
        }
    }
}
