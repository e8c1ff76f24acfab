import Testing

@testable import JSON

@Suite struct JSONWriterTests {
    @Test("members keep the order of the calls and text is escaped only where it must be")
    func writing() throws {
        var writer = JSONWriter()
        try writer.object {
            $0.member("z", "a\"\\\n\r\t\u{1}\u{1f}/é")
            $0.member("absent", nil as String?)
            $0.member("n", Int64(-5))
            $0.member("d", 1.5)
            $0.member("nan", Double.nan)
            $0.member("b", true)
            $0.member("v", try JSONDocument(#"{ "k" : [ 1 , "\ud800" ] }"#).root)
            $0.key("list")
            $0.array {
                $0.null()
                $0.raw("{}")
                $0.object { _ in }
            }
        }
        #expect(
            writer.text
                == #"{"z":"a\"\\\n\r\t\u0001\u001f/é","n":-5,"d":1.5,"nan":"NaN","b":true,"#
                + #""v":{"k":[1,"\ud800"]},"list":[null,{},{}]}"#)
        #expect(try JSONDocument(writer.text).root["z"]?.string == "a\"\\\n\r\t\u{1}\u{1f}/é")
    }

    @Test("a text is written with its quotes")
    func textAlone() {
        #expect(jsonText("a\"b") == #""a\"b""#)
    }
}
