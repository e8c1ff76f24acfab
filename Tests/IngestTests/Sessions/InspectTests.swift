import Foundation
import Ingest
import JSON
import TestSupport
import Testing
import Traces

@Suite struct InspectTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let log = """
        {"version": 2, "status": "success",
         "eval": {"eval_id": "e1", "task": "sums", "created": "2025-01-02T03:04:05+01:00"},
         "stats": {"started_at": "2025-01-02T03:04:05+01:00", "model_usage": {}},
         "results": {"scores": [{"name": "match", "metrics": {"accuracy": {"value": NaN}}}]},
         "samples": [
          {"id": 1, "epoch": 1, "input": "attachment://aa", "target": "4",
           "messages": [], "output": {"choices": [{"message": {"role": "assistant",
             "content": "4"}}]},
           "scores": {"match": {"value": "C", "answer": "4"}, "parts": {"value": {"a": 1, "b": NaN}}},
           "events": [
            {"event": "span_begin", "id": "s", "type": "solver", "name": "generate",
             "timestamp": "2025-01-02T03:04:05+01:00"},
            {"event": "model", "span_id": "s", "model": "acme/one", "config": {"temperature": 0},
             "timestamp": "2025-01-02T03:04:06+01:00", "completed": "2025-01-02T03:04:07+01:00",
             "input": [{"role": "user", "content": "attachment://aa"}],
             "tools": [{"name": "add"}], "call": {"request": {}},
             "output": {"model": "one-1", "usage": {"input_tokens": 5, "output_tokens": 2,
               "total_tokens": 17, "input_tokens_cache_read": 10},
              "choices": [{"stop_reason": "tool_calls", "message": {"role": "assistant",
               "content": "", "tool_calls": [{"id": "c1", "function": "add",
                "arguments": {"a": 2, "b": "attachment://bb"}}]}}]}},
            {"event": "span_begin", "id": "t", "parent_id": "s", "type": "tool", "name": "add",
             "timestamp": "2025-01-02T03:04:08+01:00"},
            {"event": "tool", "span_id": "s", "id": "c1", "function": "add",
             "arguments": {"a": 2, "b": "attachment://bb"}, "result": "attachment://aa!",
             "timestamp": "2025-01-02T03:04:08+01:00", "events": [],
             "error": {"type": "timeout", "message": "slow"}},
            {"event": "info", "span_id": "t", "data": "attachment://nowhere",
             "timestamp": "2025-01-02T03:04:08+01:00"},
            {"event": "span_end", "id": "t", "timestamp": "2025-01-02T03:04:09+01:00"},
            {"event": "span_end", "id": "s", "timestamp": "2025-01-02T03:04:10+01:00"}],
           "attachments": {"aa": "what is 2+2?", "bb": "two"}},
          {"id": 1, "epoch": 2, "input": [{"role": "user", "content": "again"}], "target": "4",
           "messages": [{"role": "user", "content": "again"},
            {"role": "assistant", "content": "?", "tool_calls": [
              {"id": "c2", "function": "bash", "arguments": {"cmd": "ls"}}]},
            {"role": "tool", "function": "bash", "tool_call_id": "c2", "content": "",
             "error": {"type": "permission", "message": "denied"}}],
           "output": {"model": "one-1", "usage": {"input_tokens": 3, "output_tokens": 1}},
           "scores": {"match": {"value": "I"}}}]}
        """

    private func decoded(_ text: String = log) throws -> DecodedFile {
        try DecodedFile(Inspect.self, path: directory.write(text, to: "log.json"))
    }

    private func interactions(_ file: DecodedFile) -> [Interaction] {
        Dictionary(grouping: file.records, by: \.traceID).values
            .compactMap { Interpretation.interaction(of: $0) }
            .sorted { ($0.name, $0.start) < ($1.name, $1.start) }
    }

    @Test("scores that stand behind the damage of a sample are kept")
    func damagedSample() throws {
        let whole = try DecodedFile(
            Inspect.self, path: directory.write(Self.log, to: "log.json"))
        let text = Self.log.replacing(#""content": "4""#, with: #""content": 4""#)
        let file = try DecodedFile(Inspect.self, path: directory.write(text, to: "log.json"))
        #expect(Set(file.annotations) == Set(whole.annotations))
        #expect(!file.rejections.isEmpty)
    }

    @Test("a sample in an epoch is a trace, with calls, tools, attachments and scores")
    func samples() throws {
        let file = try decoded()
        #expect(file.rejections.isEmpty)
        let found = interactions(file)
        #expect(found.map(\.name) == ["sums 1", "sums 1 epoch 2"])
        let first = try #require(found.first)
        #expect(first.title == "what is 2+2?")
        #expect(first.asked.map(\.text) == ["what is 2+2?"])
        #expect(first.answered.map(\.text) == ["4"])
        let calls = first.steps.compactMap { step -> ModelCall? in
            guard case .model(let call) = step.content else { return nil }
            return call
        }
        #expect(calls.map(\.usage.inputTokens) == [15])
        #expect(calls.first?.responseModel == "one-1")
        #expect(calls.first?.input.map(\.text) == ["what is 2+2?"])
        let tools = first.steps.filter { if case .tool = $0.content { true } else { false } }
        #expect(tools.count == 1)
        #expect(tools.first?.failure?.message == "slow")
        guard case .tool(let tool)? = tools.first?.content else { return }
        #expect(tool.arguments == #"{"a":2,"b":"two"}"#)
        #expect(tool.result == "what is 2+2?!")
        #expect(tools.first?.durationNs == 1_000_000_000)
        #expect(
            first.annotations.map { "\($0.name) \($0.score ?? -1) \($0.label ?? "")" }.sorted() == [
                "match 1.0 C", "parts.a 1.0 ", "parts.b -1.0 NaN",
            ])
    }

    @Test("a sample without events is told by its messages")
    func messagesAlone() throws {
        let second = try #require(interactions(decoded()).last)
        let totals = Totals(of: second)
        #expect(totals.modelCalls == 1)
        #expect(totals.toolCalls == 1)
        #expect(totals.failures == 1)
        #expect(totals.inputTokens == 3)
        #expect(second.annotations.first?.score == 0)
    }

    @Test("a zip gives the records of the document, stored, deflated or with its list cut off")
    func zip() throws {
        let whole = try decoded()
        let script = """
            import json, sys, zipfile
            log = json.load(open(sys.argv[1]))
            for name, method in [("stored", 0), ("deflated", 8)]:
                with zipfile.ZipFile(f"{sys.argv[2]}/{name}.eval", "w", method) as archive:
                    archive.writestr("_journal/start.json", json.dumps({"eval": log["eval"]}))
                    for sample in log["samples"]:
                        name = f"samples/{sample['id']}_epoch_{sample['epoch']}.json"
                        archive.writestr(name, json.dumps(sample, indent=2))
                    header = {key: log[key] for key in log if key != "samples"}
                    archive.writestr("header.json", json.dumps(header))
            """
        let source = try directory.write(Self.log, to: "log.json")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, source, directory.url.path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        for name in ["stored.eval", "deflated.eval"] {
            let path = directory.url.appending(path: name).path
            let sample = try FileSample(of: InputFile(path: path))
            guard case .yes = Inspect.recognition(of: sample) else {
                Issue.record("\(name) is not recognised")
                continue
            }
            let packed = try DecodedFile(Inspect.self, path: path)
            #expect(Set(packed.spans.map(\.spanID)) == Set(whole.spans.map(\.spanID)))
            #expect(packed.annotations == whole.annotations)
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let cut = try DecodedFile(
                Inspect.self, path: directory.write(bytes.dropLast(60), to: "cut.eval"))
            #expect(cut.spans.map(\.spanID) == packed.spans.map(\.spanID))
        }
    }

    @Test(
        "Inspect's own totals are those of the calls",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func sharedLogs() throws {
        let directory = try SharedData.url("inspect-logs")
        let all = try DecodedFile(Inspect.self, below: directory)
        #expect(all.traceIDs.count == 6)
        #expect(all.rejections.isEmpty)
        for path in try FileList(at: directory.path).paths {
            guard path.hasSuffix(".json") else { continue }
            let log = try JSONDocument(contentsOfFile: path).root
            let found = try interactions(DecodedFile(Inspect.self, path: path))
            #expect(found.count == log["samples"]?.count)
            let usage = log["stats"]?["model_usage"]?.fields.map(\.value) ?? []
            let totals = found.map { Totals(of: $0) }
            guard totals.contains(where: { $0.modelCalls > 0 }) else { continue }
            let input = usage.compactMap { $0["input_tokens"]?.int64 }.reduce(0, +)
            let output = usage.compactMap { $0["output_tokens"]?.int64 }.reduce(0, +)
            #expect(totals.reduce(0) { $0 + $1.inputTokens } == Int(input), "\(path)")
            #expect(totals.reduce(0) { $0 + $1.outputTokens } == Int(output), "\(path)")
            let scored = found.flatMap(\.annotations).filter { $0.score != nil }
            let samples = log["samples"]?.elements ?? []
            #expect(scored.count == samples.reduce(0) { $0 + ($1["scores"]?.count ?? 0) })
        }
    }

    @Test(
        "every event of a call or a tool is a span",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func sharedEvents() throws {
        var counts: [String: Int] = [:]
        for path in try FileList(at: SharedData.url("inspect-logs").path).paths {
            let samples = try JSONDocument(contentsOfFile: path).root["samples"]?.elements ?? []
            let events = samples.flatMap { $0["events"]?.elements ?? [] }
            guard !events.isEmpty else { continue }
            let log = try DecodedFile(Inspect.self, path: path)
            let names = events.compactMap { $0["event"]?.string }
            #expect(log.spans("chat").count == names.count { $0 == "model" }, "\(path)")
            #expect(log.spans("execute_tool").count == names.count { $0 == "tool" }, "\(path)")
            for name in names { counts[name, default: 0] += 1 }
        }
        #expect(counts.values.reduce(0, +) == 82)
        #expect(counts["model"] == 8 && counts["tool"] == 4)
    }
}
