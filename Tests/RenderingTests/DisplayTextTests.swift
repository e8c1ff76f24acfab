import Testing
import Traces

@testable import Rendering

@Suite struct DisplayTextTests {
    @Test(
        "what a terminal obeys or nobody sees is escaped",
        arguments: [
            ("plain\ttext\n", "plain\ttext\n"), ("\u{1b}[31m", "\\x1b[31m"), ("a\r\nb", "a\\r\nb"),
            ("\u{0}", "\\x00"), ("\u{7f}\u{9b}", "\\x7f\\x9b"), ("\u{202e}", "\\u202e"),
            ("a\u{200b}b", "a\\u200bb"), ("\u{e0041}", "\\U000e0041"), ("\u{2028}", "\\u2028"),
            ("\u{feff}x", "\\ufeffx"), ("é日😀", "é日😀"), ("\u{85}", "\\x85"),
        ])
    func escapes(text: String, shown: String) {
        #expect(DisplayText.escaped(text).utf8.elementsEqual(shown.utf8))
    }

    @Test("every hidden character is found by its bytes, and no other")
    func everyScalar() {
        let wrong = (UInt32(0)...0x10FFFF).filter { value in
            guard let scalar = Unicode.Scalar(value) else { return false }
            var text = String(scalar)
            let found = text.withUTF8 { HiddenCharacters.next(in: $0, from: 0) }
            return (found != nil) != HiddenCharacters.isHidden(scalar)
        }
        #expect(wrong.isEmpty)
    }

    @Test("an excerpt is one line of at most so many bytes, cut at a character")
    func excerpts() {
        #expect(Excerpt.line("  a\n\n  b\tc ") == "a b c")
        #expect(Excerpt.line("日本語日本語", bytes: 10) == "日本語…")
        #expect(Excerpt.line("\u{1b}[0m") == "\\x1b[0m")
        #expect(Excerpt.quoted("say \"hi\": as in x") == "\"say \\\"hi\\\": as in x\"")
        #expect(Excerpt.name("search_orders") == "search_orders")
        #expect(Excerpt.name("two words") == "\"two words\"")
    }

    @Test("amounts are shown with their units")
    func amounts() {
        #expect(AmountText.count(57_507, "line") == "57,507 lines")
        #expect(AmountText.count(1, "byte") == "1 byte")
        #expect(AmountText.duration(nanoseconds: 1_999_500_000) == "2.000s")
        #expect(AmountText.duration(nanoseconds: -1_500_000) == "-0.002s")
        #expect(AmountText.duration(nanoseconds: .max) == "9223372036.855s")
        #expect(AmountText.dollars(MicroDollars(12_300)) == "$0.0123")
        #expect(AmountText.dollars(MicroDollars(5_000_000)) == "$5.00")
        #expect(AmountText.number(4.0) == "4")
    }

    @Test("base64 is decoded as it was encoded")
    func base64() {
        for count in 0..<20 {
            let bytes = (0..<count).map { UInt8($0 * 37 & 0xFF) }
            #expect(Base64Text.decoded(Base64Text.encoded(bytes)) == bytes)
        }
        #expect(Base64Text.encoded(Array("any carnal pleas".utf8)) == "YW55IGNhcm5hbCBwbGVhcw==")
        #expect(Base64Text.decoded("a") == nil)
        #expect(DataURI("data:image/png;base64,AAEC")?.bytes == [0, 1, 2])
        #expect(DataURI("https://example.org/data:") == nil)
    }

    @Test("binary content is named for what it is, never for what it says")
    func fileTypes() {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        #expect(FileType.pathExtension(of: png, mediaType: "text/html") == "png")
        #expect(FileType.pathExtension(of: [0x7F, 0x45], mediaType: "image/png") == "bin")
        let script = Array("#!/bin/sh".utf8)
        #expect(FileType.pathExtension(of: script, mediaType: "text/plain") == "bin")
        #expect(FileType.pathExtension(of: Array("hi".utf8), mediaType: "text/plain; a=b") == "txt")
        #expect(
            FileType.pathExtension(of: Array("<svg>".utf8), mediaType: "image/svg+xml") == "bin")
    }
}
