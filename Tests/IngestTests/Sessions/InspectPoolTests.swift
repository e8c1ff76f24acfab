import Compression
import Foundation
import Ingest
import Testing
import Traces

/// Logs of newer versions of Inspect: shared messages, and archives that are compressed with zstd.
@Suite struct InspectPoolTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let pooled = """
        "events_data": {"messages": [
           {"id": "m0", "role": "system", "content": "be brief"},
           {"id": "m1", "role": "user", "content": "attachment://aa"},
           {"id": "m2", "role": "assistant", "content": "4"},
           {"id": "m3", "role": "user", "content": "and 3+3?"}],
          "calls": [{"role": "user", "content": "as the provider spells it"}]}
        """

    private func sample(
        pool: String = pooled, references: [String] = ["[[0, 2]]", "[[0, 1], [2, 4]]"]
    ) -> String {
        let events = references.enumerated().map { index, references in
            """
            {"event": "model", "model": "acme/one", "config": {}, "tools": [],
             "timestamp": "2026-01-02T03:04:0\(index)+00:00",
             "completed": "2026-01-02T03:04:0\(index)+00:00",
             "input": [], "input_refs": \(references),
             "call": {"request": {}, "call_refs": [[0, 1]], "call_key": "messages"},
             "output": {"model": "one", "choices": [{"stop_reason": "stop",
               "message": {"role": "assistant", "content": "answer \(index)"}}]}}
            """
        }
        return """
            {"id": 1, "epoch": 1, "input": "sums", "target": "", "messages": [], "scores": {},
             "attachments": {"aa": "what is 2+2?"}, "events": [\(events.joined(separator: ","))],
             \(pool)}
            """
    }

    private let header = """
        {"version": 2, "status": "success", "eval": {"eval_id": "e1", "task": "sums",
         "created": "2026-01-02T03:04:05+00:00"}}
        """

    /// A log with a sample, as Inspect writes it: an archive.
    private func archive(_ sample: String, method: Int = 93) -> [UInt8] {
        var archive = MadeArchive()
        for (name, text) in [("samples/1_epoch_1.json", sample), ("header.json", header)] {
            let content = Array(text.utf8)
            let isPacked = method == 93
            archive.add(
                name, content, packed: isPacked ? Zstandard.compressed(content) : content,
                method: name.hasPrefix("samples/") || isPacked ? method : 0)
        }
        return archive.bytes
    }

    private func decoded(_ bytes: [UInt8]) throws -> DecodedFile {
        let path = try directory.write(bytes, to: "log.eval")
        #expect(try Formats.detect(InputFile(path: path)).format == Inspect.self)
        return try DecodedFile(Inspect.self, path: path)
    }

    private func prompts(_ file: DecodedFile) throws -> [[String]] {
        try #require(Interpretation.interaction(of: file.records)).modelCalls
            .map { call in call.input.map(\.text) }
    }

    @Test("a call's prompt is the messages of the pool that it refers to")
    func prompts() throws {
        let file = try decoded(archive(sample()))
        #expect(file.rejections.isEmpty)
        #expect(
            try prompts(file) == [
                ["be brief", "what is 2+2?"], ["be brief", "4", "and 3+3?"],
            ])
        let calls = file.spans("chat")
        #expect(calls.allSatisfy { $0.attributes["inspect.input_refs"] == nil })
        // What the pool holds of the provider's request is left out with the request.
        let pooled = #"{"role": "user", "content": "as the provider spells it"}"#.utf8.count
        let own = #"{"request": {}, "call_refs": [[0, 1]], "call_key": "messages"}"#.utf8.count
        #expect(
            calls.map { $0.attributes["inspect.call_left_out_bytes"] }
                == [.int(Int64(own + pooled)), .int(Int64(own + pooled))])
        let root = try #require(file.spans("invoke_agent").first)
        #expect(root.attributes["inspect.sample.events_data"] == nil)
    }

    @Test("the pools of a version in between are read too")
    func olderPool() throws {
        let pool = #""message_pool": [{"role": "user", "content": "one"}], "call_pool": []"#
        let file = try decoded(archive(sample(pool: pool, references: ["[[0, 1]]"])))
        #expect(try prompts(file) == [["one"]])
    }

    @Test(
        "references that reach out of the pool stay as they are, and so does what blows it up",
        arguments: ["[[0, 5]]", "[[-1, 2]]", "[[3, 2]]", "[[0]]", "[[0, 4], [0, 4], [0, 4]]"])
    func strange(references: String) throws {
        let file = try decoded(archive(sample(references: [references])))
        let call = try #require(file.spans("chat").first)
        #expect(call.attributes["gen_ai.input.messages"] == nil)
        #expect(call.attributes["inspect.input_refs"] != nil)
    }

    @Test("a sample in a compression that is not read is refused by the name of its method")
    func unknownMethod() throws {
        let file = try decoded(archive(sample(), method: 12))
        #expect(file.records.isEmpty)
        #expect(
            file.rejections.map(\.reason) == [
                "a sample in a compression that is not read (method 12 of zip)"
            ])
    }

    @Test("damage of a sample that is compressed with zstd is told, and costs no other")
    func damaged() throws {
        var bytes = archive(sample())
        let start = 30 + "samples/1_epoch_1.json".utf8.count
        for offset in (start + 20)..<(start + 40) { bytes[offset] ^= 0x55 }
        let file = try decoded(bytes)
        #expect(file.records.isEmpty)
        #expect(file.rejections.map(\.reason) == ["a damaged sample (method 93 of zip)"])
    }
}
