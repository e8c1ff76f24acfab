import Ingest
import Testing
import Traces

@Suite struct OTLPProtobufTests {
    private static let traceID = (1...16).map { UInt8($0) }
    private static let spanID = (17...24).map { UInt8($0) }

    private static func request(
        _ records: [[UInt8]], resource: [UInt8] = [], scope: [UInt8] = []
    ) -> [UInt8] {
        WireWriter.message {
            $0.message(1) {
                $0.delimited(1, resource)
                $0.message(2) {
                    $0.delimited(1, scope)
                    for record in records { $0.delimited(2, record) }
                }
            }
        }
    }

    private static func span(_ build: (inout WireWriter) -> Void = { _ in }) -> [UInt8] {
        WireWriter.message {
            $0.delimited(1, traceID)
            $0.delimited(2, spanID)
            build(&$0)
        }
    }

    private static func attribute(_ key: String, _ value: [UInt8]) -> [UInt8] {
        WireWriter.message {
            $0.text(1, key)
            $0.delimited(2, value)
        }
    }

    @Test("log records in protobuf are told from spans and read")
    func logs() throws {
        let record = WireWriter.message {
            $0.fixed64(11, 9)
            $0.varint(2, 17)
            $0.message(5) { $0.text(1, "body") }
            $0.delimited(9, Self.traceID)
            $0.delimited(10, Self.spanID)
            $0.text(12, "event")
        }
        let file = InputFile(path: "x.pb", bytes: Self.request([record]))
        let decoded = try DecodedOTLP(file)
        #expect(decoded.rejections.isEmpty)
        let log = try #require(decoded.logs.first)
        #expect(log.time.nanoseconds == 9 && log.severity == "ERROR" && log.eventName == "event")
        #expect(log.body == .string("body") && log.spanID?.bytes == Self.spanID)
    }

    @Test("a text that is no UTF-8 costs its bad bytes alone")
    func invalidText() throws {
        let bad = Self.span {
            $0.delimited(5, [0x61, 0xFF])
            $0.delimited(9, Self.attribute("k", WireWriter.message { $0.delimited(1, [0xC3]) }))
            $0.delimited(9, Self.attribute("n", WireWriter.message { $0.varint(3, 5) }))
        }
        let decoded = try DecodedOTLP(protobuf: Self.request([bad, Self.span()]))
        #expect(decoded.rejections.isEmpty)
        #expect(decoded.spans.count == 2)
        #expect(decoded.spans[0].name == "a\u{FFFD}")
        #expect(
            decoded.spans[0].attributes == [
                Attribute("k", .string("\u{FFFD}")), Attribute("n", .int(5)),
            ])
    }

    @Test("a malformed or too deep attribute is kept as its bytes")
    func badAttributes() throws {
        var deep = WireWriter.message { $0.varint(3, 1) }
        for _ in 0..<1000 {
            let inner = deep
            deep = WireWriter.message { $0.message(5) { $0.delimited(1, inner) } }
        }
        let bad = Self.span {
            $0.delimited(9, Self.attribute("cut", [0x0A, 0x7F, 0x61]))
            $0.delimited(9, [0x0A, 0x7F])
            $0.delimited(9, Self.attribute("deep", deep))
            $0.text(5, "name")
        }
        let decoded = try DecodedOTLP(protobuf: Self.request([bad]))
        #expect(decoded.rejections.isEmpty)
        let span = try #require(decoded.spans.first)
        #expect(span.name == "name")
        #expect(span.attributes["cut"] == .bytes([0x0A, 0x7F, 0x61]))
        #expect(span.attributes["dossier.malformed"] == .bytes([0x0A, 0x7F]))
        var value = try #require(span.attributes["deep"])
        var seen = 0
        while case .array(let elements) = value, let first = elements.first {
            value = first
            seen += 1
        }
        #expect(seen == 48)
        guard case .bytes = value else {
            Issue.record("the deepest value is \(value)")
            return
        }
    }

    @Test("a malformed span is rejected alone")
    func rejections() throws {
        let zero = WireWriter.message {
            $0.delimited(1, Self.traceID)
            $0.delimited(2, [UInt8](repeating: 0, count: 8))
        }
        let broken = Self.span { $0.bytes += [0x2A, 0x7F] }
        let late = Self.span { $0.fixed64(7, .max) }
        let decoded = try DecodedOTLP(
            protobuf: Self.request([Self.span(), zero, broken, late, Self.span()]))
        #expect(decoded.spans.count == 2)
        #expect(
            decoded.rejections.map(\.reason) == [
                "span: no span id, or an invalid one", "span: no valid protobuf",
                "span: a time that is no number of nanoseconds",
            ])
        #expect(decoded.rejections.map(\.bytes) == [zero, broken, late])
    }

    @Test("a request that is cut gives the spans before the cut")
    func cutRequest() throws {
        let whole = Self.request((0..<5).map { _ in Self.span { $0.text(5, "name") } })
        let decoded = try DecodedOTLP(protobuf: Array(whole.dropLast(3)))
        #expect(decoded.spans.count == 4)
        #expect(
            decoded.rejections.map(\.reason) == ["span: the document ends or breaks inside it"])
    }
}
