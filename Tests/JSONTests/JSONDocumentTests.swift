import Testing

@testable import JSON

@Suite struct JSONDocumentTests {
    @Test("a document is read through cursors")
    func reading() throws {
        let text = #" {"a": [1, -2.5e3, true, null, "x\n\"y\""], "b": {"c": {}}, "d": []} "#
        let root = try JSONDocument(text).root
        #expect(root.kind == .object)
        #expect(root.count == 3)
        #expect(root.members.map(\.key) == ["a", "b", "d"])
        let list = try #require(root["a"]?.elements)
        #expect(list.map(\.kind) == [.number, .number, .bool, .null, .string])
        #expect(list[0].int64 == 1)
        #expect(list[1].double == -2500)
        #expect(list[1].int64 == -2500)
        #expect(list[2].bool == true)
        #expect(list[4].string == "x\n\"y\"")
        #expect(root["b"]?["c"]?.count == 0)
        #expect(root["d"]?.elements.isEmpty == true)
        #expect(root["missing"] == nil)
        #expect(root["b"]?.rawText == #"{"c": {}}"#)
        #expect(root["b"]?.compactText == #"{"c":{}}"#)
        #expect(root.compactText == #"{"a":[1,-2.5e3,true,null,"x\n\"y\""],"b":{"c":{}},"d":[]}"#)
    }

    @Test("a scalar may be the whole document", arguments: ["1", "\"x\"", "null", " true ", "NaN"])
    func scalars(text: String) throws {
        #expect(try JSONDocument(text).root.rawText.isEmpty == false)
    }

    @Test("the last member of a repeated name wins, and all are listed")
    func duplicates() throws {
        let root = try JSONDocument(#"{"k":1,"j":0,"k":2}"#).root
        #expect(root["k"]?.int64 == 2)
        #expect(root.members.map(\.key) == ["k", "j", "k"])
    }

    @Test("names are compared by bytes and after their escapes")
    func names() throws {
        let root = try JSONDocument(#"{"caf\u00e9":1,"cafe\u0301":2}"#).root
        #expect(root["caf\u{e9}"]?.int64 == 1)
        #expect(root["cafe\u{301}"]?.int64 == 2)
    }

    @Test(
        "numbers keep their text and integers are exact",
        arguments: [
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
            ("9223372036854775808", nil), ("1732050807568877293", 1_732_050_807_568_877_293),
            ("1.0", 1), ("1.5", nil), ("1e3", 1000), ("1.25e2", 125), ("1e400", nil), ("-0", 0),
            ("0e999", 0), ("100e-2", 1), ("0.000", 0), ("1e99999999999999999999", nil),
            ("120000000000000000000000e-10", 12_000_000_000_000),
        ] as [(String, Int64?)])
    func integers(text: String, value: Int64?) throws {
        let number = try JSONDocument(text).root
        #expect(number.number == text)
        #expect(number.int64 == value)
    }

    @Test("NaN, Infinity and numbers beyond a double are read")
    func strangeNumbers() throws {
        let list = try JSONDocument("[NaN, Infinity, -Infinity, 1e400]").root.elements
        #expect(list[0].double?.isNaN == true)
        #expect(list[1].double == .infinity)
        #expect(list[2].double == -.infinity)
        #expect(list[3].double == .infinity)
        #expect(list[3].number == "1e400")
    }

    @Test("lone surrogates and unknown escapes stay as spelled")
    func escapes() throws {
        let root = try JSONDocument(
            #"["\ud83d\ude00","\ud800","\udc00x","\ud83d\u0041","\q","\u12"]"#
        )
        .root
        #expect(
            root.elements.map(\.string) == [
                "\u{1F600}", #"\ud800"#, #"\udc00x"#, #"\ud83dA"#, #"\q"#, #"\u12"#,
            ])
    }

    @Test("raw control characters, NUL, invalid UTF-8 and a byte order mark are accepted")
    func carelessBytes() throws {
        let bytes: [UInt8] =
            [0xEF, 0xBB, 0xBF] + Array("[\"a\n\t\u{0}\u{1b}".utf8) + [0xFF]
            + Array("b\"]".utf8)
        let text = try JSONDocument(bytes).root.elements.first?.string
        #expect(text == "a\n\t\u{0}\u{1b}\u{FFFD}b")
    }

    @Test("a document of several values is refused, and can be read one by one")
    func sequences() throws {
        let source = JSONSource("{\"a\":1}{\"a\":2} 3".utf8)
        #expect(throws: JSONError(offset: 7, reason: .trailingBytes)) {
            try JSONDocument(source)
        }
        var offset = 0
        var found: [String] = []
        while let start = JSONDocument.nextOffset(in: source, from: offset) {
            let value = try JSONDocument(source, from: start).root
            found.append(value.rawText)
            offset = value.byteRange.upperBound
        }
        #expect(found == ["{\"a\":1}", "{\"a\":2}", "3"])
    }
}
