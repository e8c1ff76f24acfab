import Foundation
import Ingest
import TestSupport
import Testing
import Traces

@Suite struct LangSmithTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let runs = [
        """
        {"id": "00000000-0000-0000-0000-00000000000a", "name": "agent", "run_type": "chain",
         "start_time": "2024-04-05T01:28:54.734491", "end_time": "2024-04-05T01:28:59",
         "inputs": {"input": "weather?"}, "outputs": {"output": "sunny"}, "total_cost": "9",
         "prompt_tokens": 11, "extra": {"metadata": {"thread_id": "t1"}}, "tags": ["prod"],
         "feedback_stats": {"correctness": {"n": 2, "avg": 0.5}}}
        """,
        """
        {"id": "00000000-0000-0000-0000-00000000000b", "name": "ChatModel", "run_type": "llm",
         "parent_run_id": "00000000-0000-0000-0000-00000000000a",
         "start_time": "2024-04-05T01:28:55Z", "end_time": "2024-04-05T01:28:56Z",
         "inputs": {"messages": [[{"lc": 1, "type": "constructor", "id": ["x", "HumanMessage"],
          "kwargs": {"content": "weather?"}}]]},
         "outputs": {"generations": [[{"text": "", "message": {"lc": 1, "type": "constructor",
          "id": ["x", "AIMessage"], "kwargs": {"content": "", "tool_calls": [
           {"name": "look", "args": {"at": "sky"}, "id": "c1"}]}}}]]},
         "extra": {"metadata": {"ls_model_name": "m-1", "ls_provider": "acme"},
          "invocation_params": {"temperature": 0.5}},
         "prompt_tokens": 11, "completion_tokens": 3, "total_cost": "0.00025"}
        """,
        """
        {"id": "00000000-0000-0000-0000-00000000000c", "name": "look", "run_type": "tool",
         "parent_run_id": "00000000-0000-0000-0000-00000000000a",
         "start_time": "2024-04-05T01:28:57Z", "end_time": "2024-04-05T01:28:58Z",
         "inputs": {"at": "sky"}, "outputs": null, "error": "ValueError('clouds')"}
        """,
    ]

    @Test(
        "an object, a list and lines give the same trace",
        arguments: ["object", "list", "lines", "reversed"])
    func shapes(shape: String) throws {
        let flat = Self.runs.map { $0.replacing("\n", with: " ") }
        let text =
            switch shape {
            case "object": "{\"runs\": [\(Self.runs.joined(separator: ",\n"))]}"
            case "list": "[\(Self.runs.joined(separator: ",\n"))]"
            case "lines": "# a comment\n" + flat.joined(separator: "\n")
            default: flat.reversed().joined(separator: "\n") + "\n{\"id\": \"cut"
            }
        let path = try directory.write(text, to: "runs.json")
        guard case .yes = LangSmith.recognition(of: try FileSample(of: InputFile(path: path)))
        else { throw CancellationError() }
        let file = try DecodedFile(LangSmith.self, path: path)
        #expect(file.rejections.count == (["lines", "reversed"].contains(shape) ? 1 : 0))
        #expect(file.traceIDs.map(\.description) == ["0000000000000000000000000000000a"])
        let found = try #require(Interpretation.interaction(of: file.records))
        #expect(found.name == "agent")
        #expect(found.conversationID == "t1")
        #expect(found.tags == ["prod"])
        #expect(found.asked.map(\.text) == ["weather?"])
        #expect(found.answered.map(\.text) == ["sunny"])
        let totals = Totals(of: found)
        #expect(totals.modelCalls == 1)
        #expect(totals.toolCalls == 1)
        #expect(totals.failures == 1)
        #expect(totals.inputTokens == 11)
        #expect(totals.outputTokens == 3)
        #expect(totals.cost?.value == 250)
        #expect(found.annotations.map(\.score) == [0.5])
        guard case .model(let call)? = found.steps.first(where: \.isAction)?.content else {
            Issue.record("no model call")
            return
        }
        #expect(call.model == "m-1")
        #expect(call.input.map(\.role) == ["user"])
        #expect(call.parameters.map(\.key) == ["temperature"])
    }

    @Test(
        "the sample's runs are all there",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func shared() throws {
        let all = try DecodedFile(LangSmith.self, below: SharedData.url("langsmith-runs-sample"))
        #expect(all.rejections.isEmpty)
        #expect(all.spans.count == 5)
        #expect(all.traceIDs.count == 1)
        let found = try #require(Interpretation.interaction(of: all.records))
        let totals = Totals(of: found)
        #expect(totals.modelCalls == 2)
        #expect(totals.toolCalls == 2)
        #expect(totals.inputTokens == 1730)
        #expect(totals.outputTokens == 180)
        #expect(found.answered.first?.text.hasPrefix("Found a 20-minute") == true)
    }
}
