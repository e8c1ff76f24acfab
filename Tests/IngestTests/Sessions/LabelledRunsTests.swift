import Foundation
import Ingest
import TestSupport
import Testing
import Traces

@Suite struct LabelledRunsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static let history = """
        {"question": "how many?", "question_ID": "abcdef1234", "level": "2",
         "history": [
          {"role": "human", "content": "how many?"},
          {"role": "Orchestrator (thought)", "content": "ask the coder"},
          {"role": "user", "name": "Computer_terminal", "content": "exitcode: 1 (failed)\\nboom"},
          {"role": "user", "name": "Coder", "content": "three"},
          {"role": "human", "content": "really?"}],
         "mistake_agent": "Coder", "mistake_step": "3", "mistake_reason": "it is four",
         "is_correct": false, "ground_truth": "4"}
        """

    @Test("a mistake is labelled on the step of the agent that made it")
    func mistake() throws {
        let file = try DecodedFile(
            WhoAndWhen.self, path: directory.write(Self.history, to: "1.json"))
        #expect(file.rejections.isEmpty)
        #expect(file.spans("chat").map(\.name) == ["chat Orchestrator", "chat Coder"])
        let mistake = try #require(file.annotations.first { $0.name == "mistake" })
        #expect(mistake.spanID == file.spans("chat").last?.spanID)
        #expect(mistake.label == "Coder")
        #expect(mistake.explanation == "it is four")
        let place = try #require(
            zip(file.records, file.places).first { $0.0 == .annotation(mistake) }?.1)
        let text = Array(Self.history.utf8)
        let told = text[place.offsetBytes..<(place.offsetBytes + place.lengthBytes)]
        #expect(
            String(decoding: told, as: UTF8.self)
                == #""Coder", "mistake_step": "3", "mistake_reason": "it is four""#)
        #expect(file.annotations.first { $0.name == "correct" }?.score == 0)
        let interaction = try #require(Interpretation.interaction(of: file.records))
        #expect(interaction.title == "how many?")
        #expect(interaction.status == .failed || interaction.status == .complete)
        #expect(Totals(of: interaction).modelCalls == 2)
        #expect(Totals(of: interaction).toolCalls == 1)
        #expect(Totals(of: interaction).failures == 1)
        let last = try #require(file.spans.last)
        #expect(last.attributes["gen_ai.input.messages"]?.stringValue?.contains("really?") == true)
    }

    @Test("a label of what a human said is on the step that answers it")
    func humanStep() throws {
        for (step, name) in [("0", "chat Orchestrator"), ("4", "unanswered messages")] {
            let text = Self.history.replacing(
                #""mistake_step": "3""#, with: "\"mistake_step\": \(step)")
            let file = try DecodedFile(WhoAndWhen.self, path: directory.write(text, to: "1.json"))
            let mistake = try #require(file.annotations.first { $0.name == "mistake" })
            #expect(file.spans.first { $0.spanID == mistake.spanID }?.name == name)
        }
    }

    @Test("a label of a step that is not there is kept for the whole history")
    func strangeStep() throws {
        for step in ["99", "-1", "9e99", "soon"] {
            let text = Self.history.replacing(#""3""#, with: "\"\(step)\"")
            let file = try DecodedFile(WhoAndWhen.self, path: directory.write(text, to: "1.json"))
            let mistake = try #require(file.annotations.first { $0.name == "mistake" })
            #expect(mistake.spanID == nil)
            #expect(mistake.attributes["mistake_step"] == .string(step))
        }
    }

    @Test("labels of runs find the run beside them, and its step")
    func labels() throws {
        let runs = """
            [{"task_id": 7, "trial": 0, "reward": 0.0, "info": {}, "traj": [
              {"index": 1, "role": "system", "content": "rules"},
              {"index": 2, "role": "user", "content": "hi"},
              {"index": 3, "role": "assistant", "content": null, "tool_calls": [
                {"id": "c", "type": "function", "function": {"name": "f", "arguments": "{}"}}]},
              {"index": 4, "role": "tool", "tool_call_id": "c", "name": "f", "content": "ok"},
              {"index": 5, "role": "user", "content": "bye"}]}]
            """
        let failure = { (id: Int, step: Int) in
            """
            {"failure_id": \(id), "step_number": \(step), "failure_category": "Invalid Invocation",
             "step_reason": "because", "failed_agent": "Assistant"}
            """
        }
        let steps = (2...6).map { failure($0, $0) }.joined(separator: ",")
        let labels = """
            [{"trajectory_id": 7, "failures": [\(steps)],
              "root_cause": {"failure_id": 4, "reason_for_root_cause": "that one"},
              "failure_summary": "all wrong"},
             {"trajectory_id": 8, "failures": []}]
            """
        let path = try directory.write(runs, to: "data/runs.json")
        let run = try DecodedFile(OpenAIChat.self, path: path)
        for name in ["data/labels.json", "labels/labels.json"] {
            let file = try DecodedFile(
                AgentRxLabels.self, path: directory.write(labels, to: name))
            #expect(file.traceIDs == run.traceIDs)
            #expect(
                file.rejections.map(\.reason) == [
                    "labels of a task without a run in a file beside them"
                ])
            let names = file.annotations.map { annotation in
                run.spans.first { $0.spanID == annotation.spanID }?.name ?? "whole"
            }
            #expect(
                names == [
                    "chat", "chat", "execute_tool f", "unanswered messages", "whole", "whole",
                ])
            #expect(file.annotations.filter { $0.severity == "root cause" }.count == 1)
        }
    }

    @Test("a damaged label costs that label alone", arguments: [1, 2, 3])
    func damagedLabel(damaged: Int) throws {
        let run = { (task: Int) in
            #"{"task_id": \#(task), "traj": [{"role": "user", "content": "hi \#(task)"}]}"#
        }
        let failure = { (id: Int) in
            """
            {"failure_id": \(id), "step_number": 1, "failure_category": "c\(id)"\(id == damaged ? "!" : "")}
            """
        }
        let labels = { (task: Int, failures: String) in
            """
            {"trajectory_id": \(task), "failures": [\(failures)],
             "root_cause": {"failure_id": 3, "reason_for_root_cause": "it"}, "failure_summary": "s\(task)"}
            """
        }
        _ = try directory.write("[\((7...8).map(run).joined(separator: ","))]", to: "runs.json")
        let failures = (1...3).map(failure).joined(separator: ", ")
        let text = "[\(labels(7, failures)), \(labels(8, failure(4)))]"
        let file = try DecodedFile(
            AgentRxLabels.self, path: directory.write(text, to: "labels.json"))
        let spared = [1, 2, 3].filter { $0 != damaged }.map { "c\($0)" }
        let told = Dictionary(grouping: file.annotations, by: \.traceID).values.map { run in
            run.map { $0.name + ($0.explanation ?? "") }
        }
        let expected = [spared + ["failure summarys7"], ["c4", "failure summarys8"]]
        #expect(Set(told) == Set(expected))
        #expect(
            file.annotations.filter { $0.severity == "root cause" }.count == (damaged == 3 ? 0 : 1))
        #expect(!file.rejections.isEmpty)
    }

    @Test(
        "Who&When's histories and labels are all there",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func sharedHistories() throws {
        let all = try DecodedFile(WhoAndWhen.self, below: SharedData.url("who-and-when"))
        #expect(all.traceIDs.count == 47)
        #expect(all.rejections.isEmpty)
        // 15 of the 1,011 messages are the question of a human; 80 are a terminal's.
        #expect(all.spans("chat").count == 1011 - 15 - 80)
        #expect(all.spans("execute_tool").count == 80)
        let mistakes = all.annotations.filter { $0.name == "mistake" }
        #expect(mistakes.count == 47)
        let names = Dictionary(
            all.spans.map { ($0.spanID, $0.name) }, uniquingKeysWith: { first, _ in first })
        let agreeing = mistakes.filter { mistake in
            mistake.spanID.flatMap { names[$0] }?.hasSuffix(" \(mistake.label ?? "?")") == true
        }
        // Four labels name an agent that is not the speaker of the step that they name.
        #expect(agreeing.count == 43)
        #expect(mistakes.allSatisfy { $0.spanID != nil })
    }

    @Test(
        "AgentRx's labels are all there, each on the message with its index",
        .enabled(if: SharedData.isPresent, "the shared data set is absent"))
    func sharedLabels() throws {
        let directory = try SharedData.url("agentrx-tau-retail")
        let runs = try DecodedFile(OpenAIChat.self, below: directory)
        let labels = try DecodedFile(AgentRxLabels.self, below: directory)
        #expect(runs.traceIDs.count == 29)
        #expect(labels.traceIDs == runs.traceIDs)
        #expect(labels.rejections.isEmpty)
        let failures = labels.annotations.filter { $0.name != "failure summary" }
        #expect(failures.count == 39)
        #expect(labels.annotations.count == 39 + 29)
        #expect(failures.filter { $0.severity == "root cause" }.count == 29)
        let spans = Set(runs.spans.map { [$0.traceID.description, $0.spanID.description] })
        for failure in failures {
            let span = try #require(failure.spanID)
            #expect(spans.contains([failure.traceID.description, span.description]))
        }
    }
}
