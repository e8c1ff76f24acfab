import Evals
import Foundation
import TestSupport
import Testing

@Suite struct ConversionTests {
    @Test("promptfoo's tests become cases, and what has no word is said")
    func promptfoo() throws {
        let text = """
            description: Translations
            prompts: ["Translate {{ text }} to pirate"]
            providers: [openai:chat:gpt-x]
            defaultTest: {assert: [{type: not-contains, value: sorry}]}
            tests:
              - description: greets
                vars: {text: hello}
                assert:
                  - {type: icontains, value: ahoy}
                  - {type: llm-rubric, value: Is it polite?}
                  - {type: javascript, value: "1"}
              - vars: {text: bye}
            """
        let result = SuiteImport.read(Array(text.utf8), as: .promptfoo)
        #expect(result.suite.prompt == .text("Translate {{input.text}} to pirate"))
        #expect(result.suite.matchers == [Matcher(.notContains(["sorry"]))])
        #expect(result.cases.map(\.name) == ["greets", "test-2"])
        #expect(result.cases[0].input["text"] == .string("hello"))
        #expect(result.cases[0].matchers?.count == 2)
        #expect(
            result.problems.map(\.message) == [
                "the assertion javascript of greets is not carried over"
            ])
        let export = PromptfooExport(suite: result.suite, cases: result.cases)
        let again = SuiteImport.read(Array(export.configuration.json.utf8), as: .promptfoo)
        #expect(again.suite.prompt == result.suite.prompt && again.suite.run == result.suite.run)
        #expect(again.suite.matchers == result.suite.matchers)
        #expect(again.cases.map(\.name) == result.cases.map(\.name))
        #expect(again.cases.map(\.input) == result.cases.map(\.input))
    }

    @Test("Inspect's samples become cases, line by line")
    func inspect() {
        let text = """
            {"id": 7, "input": "2+2?", "target": "4", "metadata": {"x": 1}}

            {"input": [{"role": "user", "content": "hi"}], "target": ["a", "b"], "choices": ["a", "b"]}
            {"broken
            {"target": "no input"}
            """
        let result = SuiteImport.read(Array(text.utf8), as: .inspect)
        #expect(result.cases.map(\.name) == ["7", "sample-2"])
        #expect(result.cases[0].expect == .string("4"))
        #expect(result.cases[1].input["choices"]?.elements?.count == 2)
        #expect(result.cases[1].matchers == [Matcher(.oneOf([]), usesExpect: true)])
        #expect(result.problems.map(\.line) == [4, 5])
    }

    @Test("Braintrust's rows become cases, from lines and from a list")
    func braintrust() {
        let rows = [
            #"{"id": "r1", "input": {"q": 1}, "expected": "x", "tags": ["t"]}"#,
            #"{"id": "r1", "input": "y", "output": "z"}"#,
        ]
        let lines = SuiteImport.read(Array(rows.joined(separator: "\n").utf8), as: .braintrust)
        let list = SuiteImport.read(Array("[\(rows.joined(separator: ","))]".utf8), as: .braintrust)
        #expect(lines.cases == list.cases && lines.problems.isEmpty)
        #expect(lines.cases.map(\.name) == ["r1", "r1-2"])
        #expect(lines.cases[0].tags == ["t"] && lines.cases[1].expect == .string("z"))
    }

    @Test(
        "every test of the data set's promptfoo suites is carried over",
        .enabled(if: SharedData.isPresent, "the data set is not beside the checkout"))
    func sharedPromptfoo() throws {
        let file = try SharedData.url(
            "eval-yaml-promptfoo-smith/call-for-papers-mcp/redteam.yaml")
        let result = SuiteImport.read(Array(try Data(contentsOf: file)), as: .promptfoo)
        #expect(result.cases.count == 220)
        #expect(Set(result.cases.compactMap(\.name)).count == 220)
    }
}
