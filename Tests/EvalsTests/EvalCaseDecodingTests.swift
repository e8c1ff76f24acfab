import Evals
import Testing
import Traces

@Suite struct EvalCaseDecodingTests {
    func decode(_ text: String) -> Decoded<EvalCase> { EvalCase.decode(Array(text.utf8)) }

    @Test("a case has everything that its text says")
    func everything() throws {
        let decoded = decode(
            """
            # Free comments.
            name: greeting
            input: {question: "hi", n: 3, on: no}
            expect: [1, 2.5, true, null, '7']
            repeat: 4
            tags: [smoke, slow]
            split: held-out
            origin: {trace: "0af7651916cd43dd8448eb211c80319c", span: 'b7ad6b7169203331', anonymised: by hand}
            metadata: {ticket: 12}
            matchers:
              - equals
              - contains: ahoy
                ignore-case: true
                name: greets
              - not-contains: [a, b]
              - regex: '^x'
              - one-of: [1, two]
              - yaml: {a: 1}
                tolerance: 0.5
              - json-schema: {type: object}
              - command: ./check.sh
                timeout: 3
              - grade:
                  prompt: Good?
                  anchors: {1: bad, 2: poor, 3: good, 4: best}
                  pass: 4
            """)
        #expect(decoded.problems == [])
        let value = try #require(decoded.runnable)
        #expect(value.name == "greeting")
        #expect(value.input["on"] == .string("no"))
        #expect(value.expect == .list([.int(1), .double(2.5), .bool(true), .null, .string("7")]))
        #expect(value.repeatCount == 4 && value.tags == ["smoke", "slow"])
        #expect(value.split == .heldOut)
        #expect(value.origin?.trace?.description == "0af7651916cd43dd8448eb211c80319c")
        #expect(value.origin?.span?.description == "b7ad6b7169203331")
        #expect(value.metadata == .map([EvalMember("ticket", .int(12))]))
        let rubric = Rubric(
            prompt: "Good?", anchors: ["bad", "poor", "good", "best"], passesAt: 4)
        #expect(
            value.matchers == [
                Matcher(.equals(.null), usesExpect: true),
                Matcher(name: "greets", .contains(["ahoy"]), ignoresCase: true),
                Matcher(.notContains(["a", "b"])), Matcher(.regex("^x")),
                Matcher(.oneOf([.int(1), .string("two")])),
                Matcher(.yaml(.map([EvalMember("a", .int(1))]), tolerance: 0.5)),
                Matcher(.jsonSchema(.map([EvalMember("type", .string("object"))]))),
                Matcher(
                    .command(
                        CommandTarget(arguments: ["sh", "-c", "./check.sh"], timeoutSeconds: 3))),
                Matcher(.graded(rubric)),
            ])
        let again = EvalCase.decode(Array(value.value.json.utf8))
        #expect(again.value == value && again.problems.isEmpty, "\(again.problems)")
    }

    @Test(
        "what is wrong has its place and what to do",
        arguments: [
            ("name: a\n", 1, 1, "no input"),
            ("input: 1\n", 1, 1, "no name"),
            ("- a\n", 1, 1, "no map"),
            ("name: a\ninput: 1\ntypo: 2\n", 3, 1, "typo"),
            ("name: a\ninput: 1\nrepeat: 0\n", 3, 9, "whole number"),
            ("name: a\ninput: 1\nsplit: test\n", 3, 8, "none of the words"),
            ("name: a\ninput: 1\nmatchers:\n  - nope: 1\n", 4, 5, "kinds"),
            ("name: a\ninput: 1\nmatchers:\n  - equals: 1\n    regex: a\n", 4, 5, "2 kinds"),
            ("name: a\ninput: 1\nmatchers: [{regex: '('}]\n", 3, 20, "regular expression"),
            ("name: a\ninput: 1\nmatchers:\n- grade: {prompt: x}\n", 4, 10, "anchor"),
            ("name: a\ninput: !!python/object:os.system x\n", 2, 8, "tag"),
            ("name: a\ninput: *nowhere\n", 2, 8, "no anchor"),
            ("name: a\ninput: \"\\q\"\n", 2, 9, "escape"),
            ("name: a\ninput: 1\ninput: 2\n", 2, 1, "twice"),
            ("name: a\n\tinput: 1\n", 2, 1, "tab"),
            ("? [a]\n: 1\n", 1, 3, "used as a key"),
            ("", 1, 1, "no value"),
        ])
    func problems(text: String, line: Int, column: Int, message: String) throws {
        let problems = decode(text).problems
        let problem = try #require(
            problems.first { $0.message.contains(message) }, "\(text): \(problems)")
        #expect(problem.line == line && problem.column == column, "\(problem)")
        #expect(!problem.advice.isEmpty)
    }

    @Test("bombs, depth, size and bytes that are no text are explained and harmless")
    func hostile() throws {
        var bomb = "name: a\na: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, last) in zip("bcdefghij", "abcdefghi") {
            let list = Array(repeating: "*\(last)", count: 9).joined(separator: ", ")
            bomb += "\(name): &\(name) [\(list)]\n"
        }
        #expect(decode(bomb + "input: *j\n").problems.first?.message.contains("aliases") == true)
        let keyBomb = bomb + "input: {*j : 1}\n"
        #expect(decode(keyBomb).value == nil)
        for depth in [65, 20_000] {
            let text =
                "input: " + String(repeating: "[", count: depth)
                + String(repeating: "]", count: depth)
            #expect(decode(text).problems.first?.message.contains("64 levels") == true)
        }
        let dashes = String(repeating: "- ", count: 100_000)
        #expect(decode(dashes).problems.first?.message.contains("levels") == true)
        let large = decode("input: " + String(repeating: "x", count: 1 << 20))
        #expect(large.problems.first?.message.contains("bytes") == true)
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x00], [0x61, 0x3A, 0x20, 0xC3], Array(0...255), [0]] {
            let decoded = EvalCase.decode(bytes)
            #expect(decoded.value == nil && decoded.problems.count == 1)
        }
        let atLimit =
            "input: " + String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
        #expect(decode(atLimit).value != nil)
    }
}
