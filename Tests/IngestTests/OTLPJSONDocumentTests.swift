import Compression
import Ingest
import Testing
import Traces

@Suite struct OTLPJSONDocumentTests {
    private static func request(_ spanID: Int) -> String {
        #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"\#(spanID)"}]}]}]}"#
    }

    @Test(
        "requests are read from one document, lines, values in a row, and an array",
        arguments: [
            request(1) + "\n" + request(2) + "\r\n\n" + request(3),
            request(1) + request(2) + " " + request(3),
            "[\(request(1)),\(request(2)),\(request(3))]",
            "[\n\(request(1)),\n\(request(2)),\n\(request(3))\n]\n",
            "\u{FEFF}" + request(1) + "\n" + request(2) + "\n" + request(3) + "\n",
            "{\n\"a\":1\n}".replacing(#""a":1"#, with: request(1).dropFirst().dropLast())
                + "\n" + request(2) + "\n" + request(3),
        ])
    func shapes(text: String) throws {
        let file = InputFile(path: "x", bytes: Array(text.utf8))
        for file in [file, InputFile(path: "x.gz", bytes: Gzip.compressed(Array(text.utf8)))] {
            let decoded = try DecodedOTLP(file)
            #expect(decoded.spans.map(\.spanID.value) == [1, 2, 3])
            #expect(decoded.rejections.isEmpty)
        }
    }

    @Test("a bad line is rejected alone, even the first one")
    func badLines() throws {
        let text = "{bad\n\(Self.request(1))\n{\"a\":\n\(Self.request(2))\n{\"x\":1}\n3\n"
        let decoded = try DecodedOTLP(json: text)
        #expect(decoded.spans.map(\.spanID.value) == [1, 2])
        #expect(
            decoded.rejections.map(\.reason) == [
                "unexpected byte 0x62 in JSON at byte 1",
                "the JSON ends inside a value at byte 89",
                "no OTLP request: neither spans nor log records",
                "no OTLP request: neither spans nor log records",
            ])
        #expect(decoded.rejections[1].provenance.offsetBytes == 6 + Self.request(1).utf8.count)
    }

    @Test("a document that is cut gives the spans before the cut, and the cut one is rejected")
    func cutDocument() throws {
        let spans = (1...3).map { #"{"traceId":"01","spanId":"\#($0)","name":"n"}"# }
        let text =
            "{\n\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans.joined(separator: ",")
        let decoded = try DecodedOTLP(json: String(text.dropLast(8)))
        #expect(decoded.spans.map(\.spanID.value) == [1, 2])
        #expect(
            decoded.rejections.map(\.reason) == [
                "the JSON ends inside a value at byte \(text.utf8.count - 8)"
            ])
    }

    @Test("a damage in one span costs that span alone, and the next ones keep their origin")
    func damagedSpans() throws {
        func span(_ id: Int) -> String {
            #"{"traceId":"01","spanId":"\#(id)","startTimeUnixNano":"5","name":"n"}"#
        }
        func group(_ service: String, _ spans: [String]) -> String {
            #"{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"\#(service)"}}"#
                + #"]},"scopeSpans":[{"scope":{"name":"lib"},"spans":[\#(spans.joined(separator: ","))]}]}"#
        }
        let broken = span(3).replacing(#""name""#, with: #"name""#)
        let text =
            #"{"resourceSpans":["# + group("a", [span(1), span(2), broken, span(4)]) + ","
            + group("b", [span(5), broken, span(6)]) + ","
            + group("c", [span(7)]) + "]}"
        let decoded = try DecodedOTLP(json: text)
        let services = decoded.spans.map { span in
            span.resource.attributes["service.name"]?.stringValue
        }
        #expect(decoded.spans.map(\.spanID.value) == [1, 2, 4, 5, 6, 7])
        #expect(services == ["a", "a", "a", nil, nil, "c"])
        #expect(decoded.rejections.count == 3)
        #expect(decoded.rejections.first?.bytes.starts(with: broken.utf8) == true)
    }

    @Test(
        "a damage in one log record costs that one alone, whatever the next ones begin with",
        arguments: ["body", "severityText", "attributes", "event_name"])
    func damagedLogs(first: String) throws {
        func log(_ trace: Int) -> String {
            #"{"\#(first)":{},"timeUnixNano":"5","traceId":"0\#(trace)"}"#
        }
        let logs = [log(1), log(2).replacing("{}", with: "{!}"), log(3), log(4)]
        let text = #"{"resourceLogs":[{"scopeLogs":[{"logRecords":["#
        let decoded = try DecodedOTLP(json: text + logs.joined(separator: ",") + "]}]}]}")
        #expect(decoded.logs.map(\.traceID.low) == [1, 3, 4])
        #expect(decoded.rejections.map(\.bytes.count) == [logs[1].utf8.count + 1])
    }

    @Test(
        "a list under an unknown name is told, and what is recognised in it is read",
        arguments: ["resourceSpans", "scopeSpans", "spans", "resourceLogs", "scopeLogs"])
    func unknownList(name: String) throws {
        let text = #"""
            {"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{"name":"a"},"spans":[
             {"traceId":"01","spanId":"1","startTimeUnixNano":"5"}]}]}],
             "resourceLogs":[{"scopeLogs":[{"logRecords":[
             {"traceId":"01","timeUnixNano":"5","body":{"stringValue":"x"}}]}]}]}
            """#
        let decoded = try DecodedOTLP(json: text.replacing("\(name)\"", with: "\(name)z\""))
        #expect(Set(decoded.records) == Set(try DecodedOTLP(json: text).records))
        #expect(
            decoded.rejections.map(\.reason) == ["a list under the unknown name \"\(name)z\""])
        #expect(decoded.rejections.first?.bytes == Array("\"\(name)z\"".utf8))
        let strange = try DecodedOTLP(json: text.dropLast() + #","tags":["x",1],"none":[]}"#)
        #expect(strange.records.count == 2)
        #expect(
            strange.rejections.map { String(decoding: $0.bytes, as: UTF8.self) } == [#"["x",1]"#])
    }

    @Test("a cut gzip stream gives what it holds")
    func cutGzip() throws {
        let lines = (1...2000).map { Self.request($0) }.joined(separator: "\n")
        let stream = Gzip.compressed(Array(lines.utf8))
        let file = InputFile(path: "x.gz", bytes: Array(stream.dropLast(stream.count / 3)))
        let decoded = try DecodedOTLP(file, as: OTLPJSON.self)
        #expect(decoded.spans.count > 500 && decoded.spans.count < 2000)
        #expect(decoded.rejections.last?.reason.contains("ends too early") == true)
    }

    @Test("log records are joined to their trace, and rejected without one")
    func logs() throws {
        let text = #"""
            {"resourceLogs":[{"scopeLogs":[{"scope":{"name":"s"},"logRecords":[
            {"traceId":"0a","spanId":"0b","timeUnixNano":"7","severityNumber":10,
             "body":{"stringValue":"x"},"eventName":"e","droppedAttributesCount":1},
            {"traceId":"0a","observedTimeUnixNano":8,"severityText":"notice","severityNumber":9,
             "attributes":[{"key":"event.name","value":{"stringValue":"f"}}]},
            {"body":{"stringValue":"no trace"}}]}]}]}
            """#
        let decoded = try DecodedOTLP(json: text)
        let traceID = TraceID(high: 0, low: 10)
        #expect(
            decoded.logs == [
                LogRecord(
                    traceID: traceID, spanID: SpanID(11), time: Timestamp(nanoseconds: 7),
                    eventName: "e", severity: "INFO2", body: .string("x"),
                    attributes: [Attribute("otel.dropped_attributes_count", .int(1))],
                    scope: Scope(name: "s")),
                LogRecord(
                    traceID: traceID, spanID: nil, time: Timestamp(nanoseconds: 8),
                    eventName: "f", severity: "notice", body: .null,
                    attributes: [Attribute("event.name", .string("f"))], scope: Scope(name: "s")),
            ])
        #expect(decoded.rejections.map(\.reason) == ["log record: no trace id, or an invalid one"])
    }

    @Test("metrics and shapes of no meaning are rejected where they stand, the rest is read")
    func strangeShapes() throws {
        let text =
            #"{"resourceMetrics":[{}],"resourceSpans":[5,{"scopeSpans":7},"#
            + #"{"scopeSpans":[null,{"spans":{}},{"spans":[{"traceId":"01","spanId":"01"}]}]}]}"#
        let decoded = try DecodedOTLP(json: text)
        #expect(decoded.spans.count == 1)
        #expect(decoded.rejections.count == 5)
    }
}
