import Evals
import Foundation
import Testing

@Suite struct SuiteCheckTests {
    @Test("a suite is what its file says, without its cases")
    func suite() throws {
        let text = """
            # yaml-language-server: $schema=suite.schema.json
            name: pirates
            description: Speaks like a pirate.
            prompt: {file: prompt.md}
            run:
              model: claude-x
              protocol: anthropic
              messages:
                - {role: system, content: "{{prompt}}"}
                - {role: user, content: "{{input.text}}"}
              parameters: {max_tokens: 100}
              timeout: 5
              price: {input: 3, output: 15}
            judge: {model: gpt-x, url: "http://127.0.0.1:1/v1", key-env: JUDGE_KEY}
            repeat: 2
            matchers: [equals]
            cases:
              - name: a
                input: 1
            """
        let document = try SuiteDocument(Array(text.utf8))
        let check = document.check()
        #expect(check.problems == [])
        let suite = try #require(check.suite)
        #expect(suite.name == "pirates" && suite.prompt == .file("prompt.md"))
        let endpoint = ModelEndpoint(
            protocol: .anthropic, model: "claude-x",
            parameters: [EvalMember("max_tokens", .int(100))], timeoutSeconds: 5,
            price: ModelEndpoint.Price(inputMicroDollars: 3_000_000, outputMicroDollars: 15_000_000)
        )
        #expect(
            suite.run
                == .model(
                    ModelTarget(
                        endpoint: endpoint,
                        messages: [
                            ModelTarget.Message(role: "system", content: "{{prompt}}"),
                            ModelTarget.Message(role: "user", content: "{{input.text}}"),
                        ])))
        #expect(suite.judge?.endpoint.keyVariable == "JUDGE_KEY")
        #expect(suite.repeatCount == 2 && check.cases.map { $0?.name } == ["a"])
        #expect(Suite.decode(Array(suite.value.json.utf8)).value == suite)
        let schema = JSONSchema(
            try #require(EvalValue.decode(yaml: Array(EvalSchema.suite.utf8)).value))
        let value = try #require(EvalValue.decode(yaml: Array(text.utf8)).value)
        #expect(schema.complaint(about: value) == nil)
        #expect(schema.unsupported == [])
    }

    @Test("problems have the lines of the file, wherever they stand")
    func lines() throws {
        let text = """
            name: s
            cases:
              - name: a
                input: &in
                  x: 1

              # comment
              - name: a
                expect: *in
                repeat: x
            judge: {}
            matchers: [nope]

            """
        let problems = try SuiteDocument(Array(text.utf8)).check().problems
        #expect(
            problems.map { "\($0.line):\($0.column) \($0.message.prefix(20))" } == [
                "7:1 the name \"a\" is also", "8:5 the case has no inpu",
                "11:8 judge names neither ", "12:12 there is no matcher ",
            ])
    }

    @Test("aliases of other cases are read")
    func aliases() throws {
        let text = "cases:\n- name: a\n  input: &x {q: 1}\n- name: b\n  input: *x\n"
        let check = try SuiteDocument(Array(text.utf8)).check()
        #expect(check.problems == [] && check.cases[1]?.input == check.cases[0]?.input)
    }

    @Test("the suite in README is sound")
    func readme() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")
        let readme = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let start = try #require(readme.firstRange(of: "```yaml\n")).upperBound
        let end = try #require(readme[start...].firstRange(of: "```")).lowerBound
        let check = try SuiteDocument(Array(readme[start..<end].utf8)).check()
        #expect(check.problems == [] && check.cases.count == 1)
    }

    @Test("an empty file is a suite of which nothing is said")
    func empty() throws {
        let check = try SuiteDocument([]).check()
        #expect(check.suite == Suite() && check.problems.isEmpty)
    }
}
