import Evals
import Testing

@Suite struct SuiteDocumentTests {
    static let suite = """
        # A suite.
        name: pirates
        cases: # all of them

          # Standing alone.

          # About one.
          - name: one
            input: "a" # trailing
            # expect: commented out

          -   name: 'two'
              input: |
                first

                # no comment
          # About three.
          # Two lines.
          - # behind the dash
            name: three
            input: {a: 1,
          b: 2}
          -
            name: four
            input: x
        # The end.
        """ + "\n"

    func document(_ text: String, at path: CasesPath = .cases) throws -> SuiteDocument {
        try SuiteDocument(Array(text.utf8), casesPath: path)
    }

    @Test("a case's text is its lines and comments without dash and indentation")
    func texts() throws {
        let document = try document(Self.suite)
        #expect(document.cases.map(\.name) == ["one", "two", "three", "four"])
        #expect(document.cases.map(\.line) == [7, 12, 17, 23])
        #expect(
            text(document.text(ofCase: 0))
                == "# About one.\nname: one\ninput: \"a\" # trailing\n# expect: commented out\n")
        #expect(
            text(document.text(ofCase: 1))
                == "name: 'two'\ninput: |\n  first\n\n  # no comment\n")
        #expect(
            text(document.text(ofCase: 2))
                == "# About three.\n# Two lines.\n# behind the dash\nname: three\ninput: {a: 1,\nb: 2}\n"
        )
        #expect(text(document.text(ofCase: 3)) == "name: four\ninput: x\n")
        #expect(
            text(document.header)
                == "# A suite.\nname: pirates\ncases: # all of them\n\n  # Standing alone.\n\n# The end.\n"
        )
    }

    @Test("cases of two states of a file are told to be the same exactly when their texts are")
    func sameTexts() throws {
        let before = try document(Self.suite)
        var after = before
        try after.replaceCase(0, with: Array("name: one\ninput: \"b\"\n".utf8))
        try after.moveCase(3, to: 1)
        for index in after.cases.indices {
            for other in before.cases.indices {
                let isSame = after.hasSameText(ofCase: index, as: other, of: before)
                #expect(isSame == (after.text(ofCase: index) == before.text(ofCase: other)))
            }
        }
        // What an alias says stands elsewhere.
        let anchored = "cases:\n- {name: a, input: &x 1}\n- {name: b, input: *x}\n"
        let one = try document(anchored)
        let two = try document(anchored.replacing("&x 1", with: "&x 2"))
        #expect(!two.hasSameText(ofCase: 1, as: 1, of: one))
        #expect(one.resolvedText(ofCase: 1) != two.resolvedText(ofCase: 1))
    }

    @Test("lines that stay keep their bytes, however they are laid out")
    func keepsLayout() throws {
        var document = try document(Self.suite)
        try document.replaceCase(1, with: Array("name: 'two'\ninput: |\n  first\n\n  # a\n".utf8))
        try document.replaceCase(
            2,
            with: Array(
                "# About three.\n# Two lines.\n# behind the dash\nname: three\nexpect: 1\ninput: {a: 1,\nb: 2}\n"
                    .utf8))
        try document.replaceCase(3, with: Array("name: vier\ninput: x\n".utf8))
        let expected = Self.suite.replacing("# no comment", with: "# a")
            .replacing("    name: three\n", with: "    name: three\n    expect: 1\n")
            .replacing("  -\n    name: four", with: "  - name: vier")
        #expect(text(document.bytes) == expected)
    }

    @Test(
        "the newline style and a missing final newline stay",
        arguments: ["cases:\r\n- name: a\r\n  input: 1\r\n- name: b\r\n  input: 2"])
    func newlines(suite: String) throws {
        var document = try document(suite)
        try document.replaceCase(1, with: Array("name: b\ninput: 3\n".utf8))
        #expect(text(document.bytes) == suite.replacing("2", with: "3"))
        try document.insertCase(Array("name: c\ninput: 4\n".utf8), at: 2)
        #expect(
            text(document.bytes)
                == suite.replacing("2", with: "3") + "\r\n- name: c\r\n  input: 4")
        try document.moveCase(2, to: 0)
        #expect(document.cases.map(\.name) == ["c", "a", "b"])
        try document.deleteCase(0)
        #expect(text(document.bytes) == suite.replacing("2", with: "3"))
    }

    @Test(
        "the first case goes where the list is announced",
        arguments: [
            ("", "cases:\n  - name: a\n"),
            ("name: s", "name: s\ncases:\n  - name: a\n"),
            ("name: s\ncases:\n", "name: s\ncases:\n  - name: a\n"),
            ("cases: [] # none\nname: s\n", "cases: # none\n  - name: a\nname: s\n"),
            ("cases: null", "cases:\n  - name: a\n"),
            ("# only a comment\n", "# only a comment\ncases:\n  - name: a\n"),
        ])
    func firstCase(before: String, after: String) throws {
        var document = try document(before)
        #expect(document.cases.isEmpty)
        try document.insertCase(Array("name: a\n".utf8), at: 0)
        #expect(text(document.bytes) == after)
        #expect(document.cases.map(\.name) == ["a"])
    }

    @Test("the last case that goes leaves a list without cases")
    func emptied() throws {
        var document = try document("cases:\n  - name: a\n\nname: s\n")
        try document.deleteCase(0)
        #expect(document.cases.isEmpty)
        try document.insertCase(Array("name: b\n".utf8), at: 0)
        #expect(document.cases.map(\.name) == ["b"])
    }

    @Test(
        "a name changes where it stands and keeps its quotes",
        arguments: [
            ("- name: a # x\n", "b", "- name: b # x\n"),
            ("- name: 'a'\n", "it's", "- name: 'it''s'\n"),
            ("- name: \"a\"\n", "q\"\n", "- name: \"q\\\"\\n\"\n"),
            ("- name: a\n", "yes", "- name: 'yes'\n"),
            ("- name: a\n", "12", "- name: '12'\n"),
            ("- name: a\n", "line\nbreak", "- name: \"line\\nbreak\"\n"),
            ("- input: 1\n", "b", "- name: b\n  input: 1\n"),
            (
                "- description: >-\n    two\n    lines\n  a: 1\n", "b",
                "- description: 'b'\n  a: 1\n"
            ),
        ])
    func renames(before: String, name: String, after: String) throws {
        var document = try document(before, at: .root)
        try document.renameCase(0, to: name)
        #expect(text(document.bytes) == after)
        #expect(document.cases[0].name == name)
    }

    @Test("cases change places; what stands between them does not")
    func reorders() throws {
        var document = try document(
            "cases:\n- name: a\n\n\n# about b\n- name: b\n# standing\n\n- name: c\n")
        try document.reorder([2, 0, 1])
        #expect(
            text(document.bytes)
                == "cases:\n- name: c\n\n\n- name: a\n# standing\n\n# about b\n- name: b\n")
        #expect(document.cases.map(\.name) == ["c", "a", "b"])
    }

    @Test("a list in brackets is read and replaced in, and refused where lines are needed")
    func flow() throws {
        var document = try document(#"{"cases": [{"name": "a", "x": [1, 2]}, {"name": "b"}]}"#)
        #expect(document.cases.map(\.name) == ["a", "b"])
        #expect(text(document.text(ofCase: 0)) == #"{"name": "a", "x": [1, 2]}"#)
        try document.replaceCase(1, with: Array("{\"name\": \"c\"}\n".utf8))
        #expect(
            text(document.bytes) == #"{"cases": [{"name": "a", "x": [1, 2]}, {"name": "c"}]}"#)
        let copy = document
        #expect(throws: SuiteError.flowList) {
            var edited = copy; try edited.deleteCase(0)
        }
        #expect(throws: SuiteError.self) {
            var edited = copy
            try edited.replaceCase(0, with: Array("name: x\n".utf8))
        }
    }

    @Test("a file is one case where it is said to be")
    func wholeFile() throws {
        var document = try document("a: 1\n# end\n", at: .wholeFile)
        #expect(text(document.text(ofCase: 0)) == "a: 1\n# end\n")
        try document.replaceCase(0, with: Array("b: 2".utf8))
        #expect(text(document.bytes) == "b: 2")
    }

    @Test("names come before numbers, and what is not there is said")
    func references() throws {
        let document = try document("cases:\n- name: a\n- name: \"0\"\n- name: a\n- x: 1\n")
        #expect(try document.index(of: "0") == 1)
        #expect(try document.index(of: "3") == 3)
        #expect(throws: SuiteError.ambiguousName("a", indices: [0, 2])) {
            try document.index(of: "a")
        }
        #expect(throws: SuiteError.noSuchCase("9")) { try document.index(of: "9") }
        #expect(throws: SuiteError.noCases(at: CasesPath("tests"), found: ["cases"])) {
            try SuiteDocument(document.bytes, casesPath: CasesPath("tests"))
        }
    }

    @Test(
        "a text that is not one value of YAML is refused, with its place",
        arguments: [
            ("", 1), ("# only\n", 1), ("---\nname: a\n", 1), ("name: a\n---\nname: b\n", 2),
            ("name: [1\n", 2), ("name: \"\\q\"\n", 1), ("name: a\n b: 1\n", 2),
            ("name: a\n\tb: 1\n", 2), ("a: 1\nb\n", 2), ("name: \u{1}\n", 1),
        ])
    func refusals(text: String, line: Int) throws {
        var document = try document(Self.suite)
        let error = #expect(throws: SuiteError.self) {
            try document.replaceCase(0, with: Array(text.utf8))
        }
        guard case .invalidText(let problem) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problem.line == line, "\(problem)")
        #expect(content(document) == Self.suite)
    }

    private func content(_ document: SuiteDocument) -> String { text(document.bytes) }
}

/// Cases that are no maps.
@Suite struct BareCaseTests {
    @Test(
        "cases of any kind are taken out, replaced and put in as what they say",
        arguments: [
            "|\n  text\n   more\n", ">2-\n  text\n", "|+\n text\n\n", "plain\nof two lines\n",
            "'quoted\n\n  text'\n", "[1,\n2]\n", "{a: 1}\n", "- nested\n- - list\n", "&a x\n",
            "!t\na: 1\n", "~\n", "? [k]\n: v\n",
        ])
    func kinds(value: String) throws {
        let expected = try Referee.value(Array(value.utf8))
        for suite in ["cases:\n  - a\n  - name: b\n", "- |\n  a\n- - b\n", "cases: []\n"] {
            let path: CasesPath = suite.hasPrefix("-") ? .root : .cases
            let original = try SuiteDocument(Array(suite.utf8), casesPath: path)
            for index in 0...original.cases.count {
                var document = original
                try document.insertCase(Array(value.utf8), at: index)
                #expect(try Referee.cases(document.bytes, at: path)[index] == expected)
                #expect(
                    try Referee.value(document.text(ofCase: index)) == expected,
                    "\(text(document.bytes))")
            }
            for index in original.cases.indices {
                var document = original
                try document.replaceCase(index, with: Array(value.utf8))
                #expect(try Referee.cases(document.bytes, at: path)[index] == expected)
            }
        }
    }
}
