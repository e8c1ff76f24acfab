import Evals
import Foundation
import TestSupport
import Testing
import Yams

/// Our structure scanner against libyaml, on damaged texts: cut, flipped, and with bytes put in.
@Suite struct ScannerAgainstReaderTests {
    /// Texts with everything that YAML has, small enough to damage at every byte.
    static let samples = [
        SuiteDocumentTests.suite, CrossingAnchorTests.suite,
        "- a: 'it''s'\n  b: \"x\\\n    y \\u00e9\"\n- |+\n  keep\n\n- >2-\n    x\n   y\n- {a: [1, {b: c}], d: }\n",
        "%YAML 1.1\n---\nk:\n  ? complex\n  : value\n  ? k2\n&a key: !t {x: [y]}\nplain: of\n  two lines\nk3: *a\n...\n",
        "a:\r\n- b\r\n-\r\n  - c # d\r\n  -   e: f\r\n      g: |\r\n        h\r\n\r\ni: *b\r\n",
        "- &x\n  a: 1\n- !!map\n  b: *x\n- *x\n-\n- - - deep\n  - 'q'\n",
    ]

    @Test(
        "what libyaml reads is found as it is, and what it refuses changes nothing",
        arguments: samples)
    func damaged(sample: String) throws {
        let bytes = Array(sample.utf8)
        var compared = 0
        for (offset, byte) in bytes.enumerated() {
            for replacement in [
                nil, UInt8(ascii: " "), UInt8(ascii: ":"), UInt8(ascii: "\n"),
                UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "#"), byte ^ 1,
            ] {
                var damaged = bytes
                damaged.remove(at: offset)
                if let replacement { damaged.insert(replacement, at: offset) }
                compared += try compare(damaged)
            }
            compared += try compare(Array(bytes[..<offset]))
        }
        #expect(compared > 30, "only \(compared) texts were comparable")
    }

    /// Compares the cases of a text at its root; 1 where both readers read them.
    private func compare(_ bytes: [UInt8]) throws -> Int {
        let path: CasesPath = text(bytes).contains("cases:") ? .cases : .root
        guard let values = try? Referee.cases(bytes, at: path), !values.isEmpty,
            let document = try? SuiteDocument(bytes, casesPath: path), !document.cases.isEmpty
        else { return 0 }
        guard document.cases.count == values.count else {
            Issue.record("\(document.cases.count) cases, not \(values.count), in:\n\(text(bytes))")
            return 1
        }
        for slot in document.cases {
            let resolved = document.resolvedText(ofCase: slot.index)
            // A text that begins like a document's end can only stand indented.
            let isMarker = resolved.starts(with: "---".utf8) || text(resolved).contains("\n---")
            if values[slot.index].scalar?.string == "" || isMarker { continue }
            guard let value = try? Referee.value(resolved), value == values[slot.index] else {
                Issue.record(
                    "case \(slot.index) reads otherwise alone in:\n\(text(bytes))\n=>\n\(text(resolved))"
                )
                continue
            }
        }
        if bytes.count % 2 == 0 { try edit(document, values, at: path) }
        return 1
    }

    /// An edit is refused, or changes its case and no other.
    private func edit(_ document: SuiteDocument, _ values: [Node], at path: CasesPath) throws {
        let fresh = Array(
            (path == .root && document.bytes.first != 0x2D ? "k9: {n: 1}\n" : "n: 1\n").utf8)
        for index in values.indices {
            var expected = values
            var edited = document
            if (try? edited.replaceCase(index, with: fresh)) != nil {
                expected[index] = try Referee.value(fresh)
                try expect(edited, expected, "replaced \(index)", of: document)
            }
            expected = values
            edited = document
            let removed = expected.remove(at: index)
            if (try? edited.deleteCase(index)) != nil {
                try expect(edited, expected, "deleted \(index)", of: document)
            }
            edited = document
            expected.insert(removed, at: values.count - 1 - index)
            if (try? edited.moveCase(index, to: values.count - 1 - index)) != nil {
                try expect(edited, expected, "moved \(index)", of: document)
            }
        }
    }

    private func expect(
        _ edited: SuiteDocument, _ expected: [Node], _ what: String, of document: SuiteDocument
    ) throws {
        guard let found = try? Referee.cases(edited.bytes, at: edited.casesPath), found == expected
        else {
            Issue.record("\(what):\n\(text(document.bytes))\n=>\n\(text(edited.bytes))")
            return
        }
    }
}
