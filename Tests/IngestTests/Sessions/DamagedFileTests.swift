import Foundation
import Ingest
import TestSupport
import Testing
import Traces

/// Files that were cut, or in which one byte was flipped.
@Suite struct DamagedFileTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// What is lost of a whole file's spans and annotations by the damage at an offset.
    private func lost(
        _ format: any TraceFormat.Type, _ bytes: [UInt8], _ whole: DecodedFile, name: String
    ) throws -> [Provenance] {
        let damaged = try DecodedFile(format, path: directory.write(bytes, to: name))
        let identities = Set(damaged.records.map(identity))
        return zip(whole.records, whole.places).filter { !identities.contains(identity($0.0)) }
            .map(\.1)
    }

    private func range(_ place: Provenance) -> Range<Int> {
        place.offsetBytes..<(place.offsetBytes + place.lengthBytes)
    }

    private func identity(_ record: Record) -> [String] {
        switch record {
        case .span(let span): ["\(span.traceID)", "\(span.spanID)", span.name]
        case .log(let log): ["\(log.traceID)", "\(log.time)", log.eventName]
        case .annotation(let annotation):
            ["\(annotation.traceID)", annotation.name, annotation.explanation ?? ""]
        }
    }

    @Test("a flipped byte in a session loses at most the records of its line")
    func flippedSession() throws {
        let text = Array(SessionLines.example.text.utf8)
        let whole = try DecodedFile(ClaudeCode.self, path: directory.write(text, to: "s.jsonl"))
        for offset in stride(from: 0, to: text.count, by: 23) {
            var bytes = text
            bytes[offset] ^= 0x24
            let damaged = try DecodedFile(
                ClaudeCode.self, path: directory.write(bytes, to: "s.jsonl"))
            // A damaged line costs its own call and tool; a damaged user's line joins two turns.
            #expect(damaged.spans("chat").count >= whole.spans("chat").count - 1)
            #expect(
                damaged.spans("execute_tool").count >= whole.spans("execute_tool").count - 1)
        }
    }

    @Test("a flipped byte in a list of runs loses at most its run")
    func flippedRuns() throws {
        let run = { (task: Int) in
            """
            {"task_id": \(task), "reward": 1.0, "info": {"task": {"user_id": "u{\(task)"}},
             "traj": [{"role": "system", "content": "rules \(task)"},
              {"role": "user", "content": "say \\"hi\\" [twice]"},
              {"role": "assistant", "content": null, "tool_calls": [{"id": "c1",
               "type": "function", "function": {"name": "say", "arguments": "{\\"n\\": 2}"}}]},
              {"role": "tool", "tool_call_id": "c1", "name": "say", "content": "Error: hoarse"},
              {"role": "assistant", "content": "no"}], "trial": 0}
            """
        }
        let text = Array("[\((1...4).map(run).joined(separator: ",\n"))]\n".utf8)
        let whole = try DecodedFile(OpenAIChat.self, path: directory.write(text, to: "r.json"))
        #expect(whole.traceIDs.count == 4)
        #expect(whole.records.count == 4 * 5)
        for offset in stride(from: 0, to: text.count, by: 5) {
            var bytes = text
            bytes[offset] ^= 0x06
            let damaged = try DecodedFile(
                OpenAIChat.self, path: directory.write(bytes, to: "r.json"))
            let left = damaged.traceIDs.intersection(whole.traceIDs).count
            #expect(left >= 3, "byte \(offset)")
            let cut = try DecodedFile(
                OpenAIChat.self, path: directory.write(text.prefix(offset), to: "r.json"))
            let ends = text[..<offset].count(where: { $0 == UInt8(ascii: "\n") }) / 7
            #expect(cut.traceIDs.count >= ends, "cut at \(offset)")
        }
    }

    @Test("messages behind the damage of a run stay with what is left of it")
    func messagesOfDamagedRun() throws {
        let text = """
            [{"task_id": 1, "trial": 0, "traj": [{"role": "user", "content": "one"}]},
             {"task_id": 2, "trial": 0, "traj": [{"role": "user", "content": "two"}, !,
              {"role": "assistant", "content": "to"}, {"role": "user", "content": "too"}]},
             {"task_id": 3, "trial": 0, "traj": [{"role": "user", "content": "three"}]}]
            """
        let file = try DecodedFile(OpenAIChat.self, path: directory.write(text, to: "runs.json"))
        #expect(
            file.spans("invoke_agent").map(\.name).sorted()
                == ["task 001 trial 0", "task 002 trial 0", "task 003 trial 0"])
        let whole = try DecodedFile(
            OpenAIChat.self,
            path: directory.write(text.replacingOccurrences(of: " !,", with: ""), to: "runs.json"))
        #expect(file.traceIDs == whole.traceIDs)
        #expect(file.records.count == whole.records.count)
        #expect(file.rejections.count == 1)
    }

    @Test("a reward in which a run was cut is not taken for the reward")
    func cutReward() throws {
        let text = #"[{"task_id": 1, "traj": [{"role": "user", "content": "one"}], "reward": 0.75"#
        for length in 0...3 {
            let cut = String(text.dropLast(length))
            let file = try DecodedFile(OpenAIChat.self, path: directory.write(cut, to: "c.json"))
            #expect(file.spans("invoke_agent").map(\.name) == ["task 001"])
            let hasReward = file.records.contains { record in
                if case .annotation = record { return true }
                return false
            }
            #expect(!hasReward)
        }
    }

    /// What one byte makes of what stands between two objects, and of how the first one ends.
    static let seams: [(whole: String, damaged: String, spared: [UInt64])] = [
        (whole: "\"},\n {", damaged: "\"} \n {", spared: [1, 2, 3]),
        (whole: "\"},\n {", damaged: "\"},\n\"{", spared: [1, 2, 3]),
        (whole: "\"},\n {", damaged: "#},\n {", spared: [2, 3]),
    ]

    @Test("a span in the damage's shadow is not lost", arguments: seams)
    func seam(whole: String, damaged: String, spared: [UInt64]) throws {
        func flat(_ id: Int) -> String {
            #"{"trace_id": "01", "span_id": "0\#(id)", "start_time": 5, "name": "x"}"#
        }
        func nested(_ id: Int) -> String {
            #"{"timestamp": "2026-01-02T03:04:05Z", "span_id": "0\#(id)", "span_name": "x"}"#
        }
        let list = "[\((1...3).map(flat).joined(separator: ",\n "))]"
        let trace = """
            {"trace_id": "01", "spans": [\((1...3).map(nested).joined(separator: ",\n "))]}
            """
        let texts: [(any TraceFormat.Type, String)] = [(FlatSpans.self, list), (Trail.self, trace)]
        for (format, text) in texts {
            let seam = try #require(text.firstRange(of: whole))
            let file = try DecodedFile(
                format,
                path: directory.write(text.replacingCharacters(in: seam, with: damaged), to: "s"))
            #expect(file.spans.map(\.spanID.value) == spared)
            // A comma that is missing takes nothing with it.
            #expect(damaged == "\"} \n {" || !file.rejections.isEmpty)
        }
    }

    @Test("what stands behind a document that a damage closes early is read and told")
    func closedEarly() throws {
        func spans(_ span: (Int) -> String) -> String {
            (1...3).map(span).joined(separator: ",\n ")
        }
        let time = "2026-01-02T03:04:05Z"
        let flat = spans {
            #"{"trace_id": "01", "span_id": "0\#($0)", "start_time": 5, "name": "\"}]"}"#
        }
        let nested = spans {
            #"{"timestamp": "\#(time)", "span_id": "0\#($0)", "span_name": "\"}]}"}"#
        }
        let jaeger = spans {
            #"{"traceID": "01", "spanID": "0\#($0)", "startTime": 5, "operationName": "\"}]}]}"}"#
        }
        let texts: [(any TraceFormat.Type, String)] = [
            (FlatSpans.self, "[\(flat)]"),
            (Trail.self, "{\"trace_id\": \"01\", \"spans\": [\(nested)]}"),
            (Jaeger.self, "{\"data\": [{\"traceID\": \"01\", \"spans\": [\(jaeger)]}]}"),
        ]
        for (format, text) in texts {
            let escape = try #require(text.firstRange(of: #"\""#))
            let closed = text.replacingCharacters(in: escape, with: #"|""#)
            let file = try DecodedFile(format, path: directory.write(closed, to: "closed.json"))
            #expect(file.spans.map(\.spanID.value) == [1, 2, 3])
            #expect(!file.rejections.isEmpty)
        }
    }

    @Test("a flipped byte in nested spans loses at most its span")
    func flippedTrail() throws {
        let text = Array(TrailTests.document.utf8)
        let whole = try DecodedFile(Trail.self, path: directory.write(text, to: "t.json"))
        #expect(whole.spans.count == 5)
        for offset in stride(from: 0, to: text.count, by: 9) {
            var bytes = text
            bytes[offset] ^= 0x06
            let own = zip(whole.records, whole.places).first { record, place in
                guard case .span = record else { return false }
                return range(place).contains(offset)
            }
            let lost = try lost(Trail.self, bytes, whole, name: "t.json").filter { place in
                !(own.map { range($0.1).contains(place.offsetBytes) } ?? false)
            }
            // The damaged byte may belong to the brackets between two spans.
            #expect(
                lost.count <= 1,
                "byte \(offset): \(lost.map(\.offsetBytes)) own \(own?.1.offsetBytes ?? -1)")
            _ = try DecodedFile(
                Trail.self, path: directory.write(text.prefix(offset), to: "t.json"))
        }
    }

    @Test(
        "real files can be cut and flipped anywhere",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func realFiles() throws {
        let parts: [(any TraceFormat.Type, String)] = [
            (Trail.self, "trail-openinference/gaia/dbc070b918d4a052c0b686081408fb52.json"),
            (
                TrailAnnotations.self,
                "trail-openinference/annotations_gaia/876eb108c8650d4ada63a8d39aa1e96c.json"
            ),
            (ClaudeCode.self, "claude-code-entire/e0_32154c0b18-0.jsonl"),
            (
                OpenAIChat.self,
                "holmesgpt-sre-conversations/compaction__001_compaction__conversation_history.json"
            ),
        ]
        for (format, part) in parts {
            let url = try SharedData.url(part)
            let bytes = [UInt8](try Data(contentsOf: url))
            let name = url.lastPathComponent
            let whole = try DecodedFile(format, path: directory.write(bytes, to: name))
            for step in 1..<5 {
                let offset = bytes.count * step / 5
                let cut = try DecodedFile(
                    format, path: directory.write(bytes.prefix(offset), to: name))
                #expect(cut.spans.count <= whole.spans.count)
                var flipped = bytes
                flipped[offset] ^= UInt8(1 << (step % 8))
                let damaged = try DecodedFile(format, path: directory.write(flipped, to: name))
                // A byte that breaks the JSON costs one record; it never costs the rest.
                #expect(
                    damaged.records.count + 5 >= whole.records.count,
                    "\(name) flipped at \(offset)")
            }
        }
    }
}
