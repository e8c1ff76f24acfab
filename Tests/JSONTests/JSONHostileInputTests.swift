import Testing

@testable import JSON

@Suite struct JSONHostileInputTests {
    @Test("nesting of 10,000 is read; 100,000 is refused where the limit is passed")
    func depth() throws {
        let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        var value = try JSONDocument(deep).root
        var depth = 1
        while let inner = value.elements.first {
            value = inner
            depth += 1
        }
        #expect(depth == 10_000)
        #expect(try JSONDocument(deep).root.compactText == deep)
        #expect(throws: JSONError(offset: 10_000, reason: .tooDeep)) {
            try JSONDocument(String(repeating: "[", count: 100_000))
        }
        #expect(throws: JSONError(offset: 50_000, reason: .tooDeep)) {
            try JSONDocument(String(repeating: #"{"a":"#, count: 100_000))
        }
    }

    @Test(
        "what is no JSON is refused with an offset",
        arguments: [
            ("", 0), ("  ", 2), ("{", 1), ("[1,]", 3), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{,}", 1),
            ("{1:2}", 1), ("[1 2]", 3), ("]", 0), ("[}", 1), ("{\"a\":1]", 6), ("tru", 3),
            ("trux", 3), ("-", 1), ("1.", 2), ("1.x", 2), ("01", 1), ("\"abc", 4), ("\"a\\", 3),
            ("'a'", 0), ("Nope", 1), ("[1,2]x", 5), ("{\"a\":1,}", 7), ("+1", 0), (".5", 0),
        ])
    func malformed(text: String, offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(text) }
        #expect(error?.offset == offset)
    }

    @Test("cut at every offset, the sample is refused or read, and what precedes the cut is kept")
    func truncation() throws {
        let bytes = Array(Self.sample.utf8)
        for end in 0..<bytes.count {
            let part = JSONSource(bytes[..<end])
            #expect(throws: JSONError.self) { try JSONDocument(part) }
            guard let document = try? JSONDocument(salvaging: part) else {
                #expect(end == 0)
                continue
            }
            #expect(document.failure != nil)
            #expect(document.root.isComplete == false)
            Self.visit(document.root)
        }
        let half = try JSONDocument(salvaging: JSONSource(#"{"a":[1,{"b":2},{"c":"#.utf8)).root
        let elements = try #require(half["a"]?.elements)
        #expect(elements.map(\.isComplete) == [true, true, false])
        #expect(elements[1]["b"]?.int64 == 2)
        #expect(elements[2].count == 0)
    }

    @Test("with any byte changed, the sample never crashes the parser")
    func corruption() {
        let bytes = Array(Self.sample.utf8)
        for offset in bytes.indices {
            for change: UInt8 in [0x00, 0x22, 0x5C, 0x5B, 0x7D, 0x2C, 0x80, 0xFF] {
                var changed = bytes
                changed[offset] = change
                guard let document = try? JSONDocument(salvaging: JSONSource(changed)) else {
                    continue
                }
                Self.visit(document.root)
            }
        }
    }

    private static let sample =
        #"{"a":[1,-2.5e+3,true,false,null,"x\n\ud83d\ude00\ud800"],"ключ":{"c":{},"d":[]},"e":NaN}"#

    private static func visit(_ root: JSONValue) {
        var pending = [root]
        while let value = pending.popLast() {
            _ = value.string
            _ = value.int64
            _ = value.double
            _ = value.rawText
            pending += value.elements
            pending += value.members.map(\.value)
        }
        _ = root.compactText
    }
}
