import Ingest
import JSON
import Testing
import Traces

@Suite struct OTLPJSONTests {
    private static let ids =
        #""traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"1112131415161718""#

    private static func request(spans: String) -> String {
        #"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":"#
            + #"{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"lib","version":"1"},"#
            + #""spans":[\#(spans)]}]}]}"#
    }

    private static func attributes(_ pairs: String) throws -> [Attribute] {
        let text = request(spans: #"{\#(ids),"attributes":[\#(pairs)]}"#)
        let decoded = try DecodedOTLP(json: text)
        #expect(decoded.rejections.isEmpty)
        return try #require(decoded.spans.first).attributes
    }

    @Test("a span is read whole, with names in either spelling and numbers as numbers or text")
    func wholeSpan() throws {
        let camel = #"""
            {\#(Self.ids),"parentSpanId":"2122232425262728","name":"chat","kind":3,
            "startTimeUnixNano":"1732050807568877293","endTimeUnixNano":1732050807568877294,
            "status":{"code":2,"message":"late"},"attributes":[{"key":"a","value":{"intValue":"7"}}],
            "events":[{"timeUnixNano":"5","name":"e","attributes":[{"key":"x","value":{"intValue":1}}]}],
            "links":[{"traceId":"0102030405060708090a0b0c0d0e0f10","spanId":"00000000000000ff"}],
            "droppedEventsCount":2,"traceState":"a=b","flags":256,"unknown":{"x":[1]}}
            """#
        let snake = #"""
            {"trace_id":"0102030405060708090A0B0C0D0E0F10","span_id":"ERITFBUWFxg=",
            "parent_span_id":"2122232425262728","name":"chat","kind":"SPAN_KIND_CLIENT",
            "start_time_unix_nano":1732050807568877293,"end_time_unix_nano":"1732050807568877294",
            "status":{"code":"STATUS_CODE_ERROR","message":"late"},
            "attributes":[{"key":"a","value":{"int_value":7}}],
            "events":[{"time_unix_nano":5,"name":"e","attributes":[{"key":"x","value":{"intValue":1}}]}],
            "links":[{"trace_id":"0102030405060708090a0b0c0d0e0f10","span_id":"ff"}],
            "dropped_events_count":"2","trace_state":"a=b"}
            """#
        let resource = Resource(attributes: [Attribute("service.name", .string("shop"))])
        let traceID = try #require(TraceID(hex: "0102030405060708090a0b0c0d0e0f10"))
        let expected = Span(
            traceID: traceID, spanID: SpanID(0x1112_1314_1516_1718),
            parentID: SpanID(0x2122_2324_2526_2728), name: "chat", kind: .client,
            start: Timestamp(nanoseconds: 1_732_050_807_568_877_293),
            end: Timestamp(nanoseconds: 1_732_050_807_568_877_294),
            status: SpanStatus(.error, message: "late"),
            attributes: [
                Attribute("a", .int(7)), Attribute("otel.dropped_events_count", .int(2)),
                Attribute("w3c.tracestate", .string("a=b")),
            ].sorted { $0.key < $1.key },
            events: [
                SpanEvent(
                    name: "e", time: Timestamp(nanoseconds: 5),
                    attributes: [Attribute("x", .int(1))])
            ],
            links: [SpanLink(traceID: traceID, spanID: SpanID(255))],
            scope: Scope(name: "lib", version: "1"), resource: resource)
        for text in [camel, snake] {
            let decoded = try DecodedOTLP(json: Self.request(spans: text))
            #expect(decoded.rejections.isEmpty)
            #expect(decoded.spans == [expected])
        }
    }

    @Test("every kind of value is read")
    func values() throws {
        let found = try Self.attributes(
            #"""
            {"key":"s","value":{"stringValue":"x"}},{"key":"b","value":{"boolValue":true}},
            {"key":"i","value":{"intValue":"-9223372036854775808"}},
            {"key":"d","value":{"doubleValue":1.5}},{"key":"nan","value":{"doubleValue":"-Infinity"}},
            {"key":"l","value":{"arrayValue":{"values":[{"intValue":1},{"stringValue":"y"},{}]}}},
            {"key":"e","value":{"arrayValue":{}}},{"key":"f","value":{"kvlistValue":{}}},
            {"key":"m","value":{"kvlistValue":{"values":[{"key":"k","value":{"intValue":2}}]}}},
            {"key":"y","value":{"bytesValue":"AP8="}},{"key":"n","value":{}},{"key":"o"},
            {"key":"p","value":null},{"key":"dd","value":{"doubleValue":"2"}}
            """#)
        #expect(
            found == [
                Attribute("s", .string("x")), Attribute("b", .bool(true)),
                Attribute("i", .int(.min)), Attribute("d", .double(1.5)),
                Attribute("nan", .double(-.infinity)),
                Attribute("l", .array([.int(1), .string("y"), .null])),
                Attribute("e", .array([])), Attribute("f", .map([])),
                Attribute("m", .map([Attribute("k", .int(2))])),
                Attribute("y", .bytes([0, 255])), Attribute("n", .null), Attribute("o", .null),
                Attribute("p", .null), Attribute("dd", .double(2)),
            ])
    }

    @Test("a bad attribute is kept as its JSON text under its key, and the span with it")
    func badAttributes() throws {
        let found = try Self.attributes(
            #"""
            {"key":"a","value":{"intValue":"x"}},{"key":"b","value":"plain"},
            {"key":"c","value":{"newValue": 1}},{"value":{"intValue":1}},7,
            {"key":"d","value":{"arrayValue":{"values":{}}}},
            {"key":"e","value":{"arrayValue":{"values":[{"boolValue":3}]}}}
            """#)
        #expect(
            found == [
                Attribute("a", .string(#"{"intValue":"x"}"#)), Attribute("b", .string(#""plain""#)),
                Attribute("c", .string(#"{"newValue":1}"#)),
                Attribute("dossier.malformed", .string(#"{"value":{"intValue":1}}"#)),
                Attribute("dossier.malformed", .string("7")),
                Attribute("d", .string(#"{"arrayValue":{"values":{}}}"#)),
                Attribute("e", .array([.string(#"{"boolValue":3}"#)])),
            ])
    }

    @Test("values nested deeper than the limit are kept as their JSON text")
    func deepValues() throws {
        let depth = 3000
        let value =
            String(repeating: #"{"arrayValue":{"values":["#, count: depth)
            + String(repeating: "]}}", count: depth)
        let found = try Self.attributes(#"{"key":"deep","value":\#(value)}"#)
        var inner = try #require(found.first).value
        var seen = 0
        while case .array(let elements) = inner, let first = elements.first {
            inner = first
            seen += 1
        }
        #expect(seen == 48)
        #expect(inner.stringValue?.hasPrefix(#"{"arrayValue":"#) == true)
    }

    @Test(
        "a malformed span is rejected alone, with its reason and its bytes",
        arguments: [
            (#"{"spanId":"1112131415161718"}"#, "span: no trace id, or an invalid one"),
            (#"{"traceId":"01"}"#, "span: no span id, or an invalid one"),
            (
                #"{"traceId":"00000000000000000000000000000000","spanId":"01"}"#,
                "span: no trace id, or an invalid one"
            ),
            (#"{"traceId":"xyz","spanId":"01"}"#, "span: no trace id, or an invalid one"),
            (
                #"{"traceId":"01","spanId":"0000000000000000"}"#,
                "span: no span id, or an invalid one"
            ),
            (
                #"{"traceId":"01","spanId":"01","startTimeUnixNano":"soon"}"#,
                "span: a time that is no number of nanoseconds"
            ),
            (
                #"{"traceId":"01","spanId":"01","endTimeUnixNano":18446744073709551615}"#,
                "span: a time that is no number of nanoseconds"
            ),
            ("17", "span: not an object"),
        ])
    func rejectedSpans(span: String, reason: String) throws {
        let good = "{\(Self.ids)}"
        let decoded = try DecodedOTLP(json: Self.request(spans: "\(good),\(span),\(good)"))
        #expect(decoded.spans.count == 2)
        #expect(decoded.rejections.map(\.reason) == [reason])
        #expect(decoded.rejections.first?.bytes == Array(span.utf8))
        #expect(decoded.rejections.first?.provenance.lengthBytes == span.utf8.count)
    }

    @Test("a parent that is absent, empty or zero means a root; pieces of no meaning are kept")
    func remainders() throws {
        let spans = [
            #"{\#(Self.ids),"parentSpanId":""}"#,
            #"{\#(Self.ids),"parentSpanId":"0000000000000000"}"#,
            #"{\#(Self.ids),"parentSpanId":"nonsense","kind":"odd","links":[{"traceId":"x"}]}"#,
        ]
        let decoded = try DecodedOTLP(json: Self.request(spans: spans.joined(separator: ",")))
        #expect(decoded.spans.map(\.parentID) == [nil, nil, nil])
        #expect(decoded.spans[0].attributes.isEmpty && decoded.spans[1].attributes.isEmpty)
        #expect(
            decoded.spans[2].attributes.map(\.value) == [
                .string(#""nonsense""#), .string(#""odd""#), .string(#"{"traceId":"x"}"#),
            ])
        #expect(decoded.spans[0].end == nil)
    }
}
