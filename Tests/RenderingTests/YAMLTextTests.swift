import JSON
import Rendering
import TestSupport
import Testing
import Traces
import Yams

@Suite struct YAMLTextTests {
    private func yaml(_ json: String) throws -> String {
        YAMLText.block(try JSONDocument(json).root)
    }

    private func expectReadsBack(_ json: String) throws {
        let root = try JSONDocument(json).root
        let text = YAMLText.block(root)
        let node = try Yams.compose(yaml: text)
        let difference = YAMLComparison.difference(node, root)
        #expect(difference == nil, "\(json)\n\(text)")
    }

    @Test("two thousand hostile values read back as they were")
    func hostileValues() throws {
        for seed in UInt64(0)..<2000 {
            var values = HostileValues(seed: seed)
            let json = seed % 2 == 0 ? values.object(levels: 4) : values.list(levels: 4)
            let root = try JSONDocument(json).root
            let text = YAMLText.block(root)
            let node: Node?
            do {
                node = try Yams.compose(yaml: text)
            } catch {
                Issue.record("seed \(seed): \(error)\n\(json)\n\(text)")
                return
            }
            if let difference = YAMLComparison.difference(node, root) {
                Issue.record("seed \(seed): \(difference)\n\(json)\n\(text)")
                return
            }
        }
    }

    @Test("every line of a text of several lines is a line of the YAML")
    func literalLines() throws {
        #expect(
            try yaml(#"{"log":"first\n  second\n\nthird: # 'x' \"y\"\n","count":1}"#) == """
                log: |
                  first
                    second

                  third: # 'x' "y"
                count: 1

                """)
    }

    @Test("characters that must not be shown are escaped, each line of the text on its own")
    func escapedLines() throws {
        #expect(
            try yaml(#"{"out":"red \u001b[31m\n  next\u202e\nlast"}"#) == #"""
                out: "red \x1b[31m\n\
                  \  next\u202e\n\
                  last"

                """#)
    }

    @Test(
        "a line with quotes stays as it is",
        arguments: [
            (#"["a \"b\" c"]"#, "- a \"b\" c\n"),
            (#"["\"b\" c"]"#, "- '\"b\" c'\n"),
            (#"["'b' \"c\""]"#, "- |-\n  'b' \"c\"\n"),
            (#"["*.swift"]"#, "- \"*.swift\"\n"),
            (
                #"["yes","No","null","1.5","2026-11-20",""]"#,
                "- \"yes\"\n- \"No\"\n- \"null\"\n- \"1.5\"\n- \"2026-11-20\"\n- \"\"\n"
            ),
        ])
    func quotes(json: String, expected: String) throws {
        #expect(try yaml(json) == expected)
    }

    @Test("numbers keep their spelling where YAML agrees, and their value elsewhere")
    func numbers() throws {
        #expect(
            try yaml("[1.50,1e5,1E-7,1e400,NaN,-Infinity,-0]")
                == "- 1.50\n- 1.0e+5\n- 1.0e-7\n- 1.0e+400\n- .nan\n- -.inf\n- -0\n")
    }

    @Test("of repeated keys the last counts and the others are told")
    func repeatedKeys() throws {
        let json = #"{"a":1,"b":2,"a":{"c":[3]},"a":4}"#
        #expect(
            try yaml(json) == """
                b: 2
                a: 4
                # repeated key, overruled: "a": 1
                # repeated key, overruled: "a": {"c": [3]}

                """)
        try expectReadsBack(json)
    }

    @Test("empty and very long keys read back")
    func unusualKeys() throws {
        let long = String(repeating: "long key ", count: 300)
        try expectReadsBack(
            #"{"":1,"\#(long)":{"a":"x\ny"},"\#(long)2":[1,{"b":2}],"z":"\#(long)"}"#)
        try expectReadsBack(#"[{"\#(long)":"x\ny\n\n"}]"#)
        let deep = String(repeating: "[", count: 80) + #"{"\#(long)":1}"#
        try expectReadsBack(deep + String(repeating: "]", count: 80))
    }

    @Test("what is nested deeper than 64 levels is one line of JSON that reads back")
    func deepNesting() throws {
        let open = String(repeating: #"{"a":["#, count: 100)
        let close = String(repeating: "]}", count: 100)
        let text = try yaml(open + #""x\ny\u001b""# + close)
        #expect(text.contains("levels: compact JSON\n"))
        try expectReadsBack(open + #""x\ny\u001b""# + close)
    }

    @Test("nesting of ten thousand levels is written without recursion")
    func deepestNesting() throws {
        let json = String(repeating: "[", count: 9_999) + String(repeating: "]", count: 9_999)
        #expect(try yaml(json).utf8.count > 20_000)
    }

    @Test("what indentation would blow up stays compact")
    func indentationBomb() throws {
        let open = String(repeating: "[", count: 60)
        let json =
            open + String(repeating: "\"a\",", count: 50_000) + "1"
            + String(repeating: "]", count: 60)
        let text = try yaml(json)
        #expect(text.utf8.count < json.utf8.count * 3)
        try expectReadsBack(json)
    }

    @Test("newlines at the end of a text survive at the end of the document")
    func trailingNewlines() throws {
        for text in [
            "a\\n", "a\\n\\n", "\\n", "\\n\\n\\n", " \\n", "a\\n ", "a\\n \\n", "\\ta", "\\n a",
        ] {
            try expectReadsBack("[\"\(text)\"]")
            try expectReadsBack("{\"k\":[{\"l\":\"\(text)\"}],\"m\":\"\(text)\"}")
        }
    }

    @Test("attribute values are written like JSON, bytes as binary")
    func attributeValues() throws {
        let value = AttributeValue.map([
            Attribute("list", .array([.int(1), .double(0.5), .null, .bool(true)])),
            Attribute("bytes", .bytes([0, 1, 2, 255])),
            Attribute("text", .string("a\nb")),
        ])
        #expect(
            YAMLText.block(value) == """
                list:
                  - 1
                  - 0.5
                  - null
                  - true
                bytes: !!binary "AAEC/w=="
                text: |-
                  a
                  b

                """)
    }
}
