import Evals
import Foundation
import Testing
import Yams

/// Anchors that cases share.
@Suite struct CrossingAnchorTests {
    static let suite = """
        cases:
          - name: one
            vars: &vars
              prompt: |
                hello

                there
              kind: &kind plain text
            list: &list
            - 1
            - *kind
          - name: two
            vars: *vars # note
            again: *kind
          - name: three
            items:
              - *list
              - *vars
            kind: *kind

        """

    func document(_ text: String = suite) throws -> SuiteDocument {
        try SuiteDocument(Array(text.utf8))
    }

    func values(_ document: SuiteDocument) throws -> [Node] {
        try Referee.cases(document.bytes, at: .cases)
    }

    @Test("a definition moves to its next use when its case goes")
    func deletes() throws {
        var document = try document()
        let before = try values(document)
        try document.deleteCase(0)
        #expect(try values(document) == Array(before[1...]))
        #expect(
            text(document.bytes) == """
                cases:
                  - name: two
                    vars: &vars # note
                      prompt: |
                        hello

                        there
                      kind: &kind plain text
                    again: *kind
                  - name: three
                    items:
                      - &list
                        - 1
                        - *kind
                      - *vars
                    kind: *kind

                """)
    }

    @Test("a case that gets another text leaves others what they had")
    func replaces() throws {
        var document = try document()
        let before = try values(document)
        try document.replaceCase(
            0, with: Array("name: one\nvars: &vars {other: 1}\nx: *vars\n".utf8))
        #expect(try Array(values(document)[1...]) == Array(before[1...]))
        #expect(text(document.text(ofCase: 0)) == "name: one\nvars: &vars {other: 1}\nx: *vars\n")
    }

    @Test(
        "cases in any order say what they said",
        arguments: [
            [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
        ])
    func reorders(order: [Int]) throws {
        var document = try document()
        let before = try values(document)
        try document.reorder(order)
        #expect(try values(document) == order.map { before[$0] })
        let back = order.indices.map { place in order.firstIndex(of: place) ?? 0 }
        try document.reorder(back)
        #expect(try values(document) == before)
    }

    @Test("a new text may use the anchors before it, and no other")
    func aliasesInNewText() throws {
        var document = try document()
        let before = try values(document)
        try document.insertCase(Array("name: new\nvars: *vars\n".utf8), at: 1)
        #expect(try values(document)[1].mapping?["vars"] == before[0].mapping?["vars"])
        let copy = document
        #expect(throws: SuiteError.self) {
            var edited = copy
            try edited.insertCase(Array("name: new\nvars: *vars\n".utf8), at: 0)
        }
        #expect(throws: SuiteError.self) {
            var edited = copy
            try edited.replaceCase(2, with: Array("name: new\nvars: *nowhere\n".utf8))
        }
    }

    @Test("the resolved text of a case stands alone")
    func resolves() throws {
        let document = try document()
        let values = try values(document)
        for slot in document.cases {
            #expect(
                try Referee.value(document.resolvedText(ofCase: slot.index)) == values[slot.index])
        }
        #expect(text(document.text(ofCase: 1)) == "name: two\nvars: *vars # note\nagain: *kind\n")
    }

    @Test(
        "a text that means something else in brackets moves into them in quotes",
        arguments: ["it's a, b", "see https://example.com/x?y", "a {b} [c]", "x#1\n    and, more"])
    func quotes(plain: String) throws {
        var document = try document(
            "cases:\n- a: &a \(plain)\n- c: {d: *a, e: [*a]}\n- [*a]\n")
        let before = try values(document)
        for slot in document.cases {
            #expect(
                try Referee.value(document.resolvedText(ofCase: slot.index)) == before[slot.index])
        }
        try document.deleteCase(0)
        #expect(try values(document) == Array(before[1...]))
    }

    @Test(
        "a value of several lines stands in brackets on one line where its case is read alone",
        arguments: [
            "\n    b: 1\n    c:\n    - x\n    - - y: 12:30:45\n        z: a, [b]\n",
            "\n  - |\n    two\n      lines\n  - >-\n    folded\n    text\n  - 'it''s'\n  - \"a\\tb\"\n",
            " |2\n     indented\n    less\n", " |+\n    kept\n\n", " >\n    a\n    b\n\n    c\n",
            " plain of\n    lines, and more\n",
            " 'quoted\n    of lines'\n",
            "\n    ? long\n    : é \\n\n",
            "\n    ? [k, l]\n    : !!str 1\n    ? |\n      t\n    : &inner {q: r}\n    again: *inner\n",
            "\n    b: # note\n      c: null\n    # between\n    d: ~\n    e:\n    'f:g': 'x\n      y'\n",
        ])
    func brackets(value: String) throws {
        let document = try document(
            """
            cases:
            - a: &a\(value)
            - c: {d: *a, e: [*a, 1]}
              f: *a
            - [*a]

            """)
        let before = try values(document)
        for slot in document.cases {
            #expect(
                try Referee.value(document.resolvedText(ofCase: slot.index)) == before[slot.index],
                "\(text(document.resolvedText(ofCase: slot.index)))")
        }
    }

    @Test("an empty item is nothing in brackets, too")
    func emptyItems() throws {
        let document = try document("cases:\n- a: &a\n  -\n  - b:\n- [*a]\n")
        let resolved = text(document.resolvedText(ofCase: 1))
        #expect(resolved == "[&a [null, {b: }]]\n")
        let value = try #require(try Yams.load(yaml: resolved) as? [[Any]])
        #expect(value[0][0] is NSNull)
        #expect((value[0][1] as? [String: Any])?["b"] is NSNull)
    }

    @Test("what cannot be moved is refused, and the file stays")
    func refuses() throws {
        let suite = "cases:\n- a: &a\n    b: 1\n- c: [*a]\n"
        var document = try document(suite)
        let error = #expect(throws: SuiteError.self) { try document.deleteCase(0) }
        #expect(error?.description.contains("brackets") == true)
        #expect(text(document.bytes) == suite)
    }
}
