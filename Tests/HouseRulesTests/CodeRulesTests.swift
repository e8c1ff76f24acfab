import Testing

@Suite struct CodeRulesTests {
    /// A line that a rule must object to, and one that it must not.
    struct Example: Sendable {
        var rule: CodeRules.Rule
        var bad: String
        var good: String
    }

    static let examples: [Example] = [
        Example(
            rule: CodeRules.forcedUnwraps, bad: "let a = rows[0]!",
            good: "if !done && a != b { say(\"no!\") } // wow!"),
        Example(rule: CodeRules.forcedUnwraps, bad: "var a: Int!", good: "let a = !b"),
        Example(
            rule: CodeRules.forcedUnwraps, bad: "say(\"\\(name!)\")", good: "say(\"\\(name) hi!\")"),
        Example(rule: CodeRules.forcedTries, bad: "let a = try! f()", good: "let a = try f()"),
        Example(rule: CodeRules.forcedTries, bad: "let a = b as! C", good: "let a = b as? C"),
        Example(
            rule: CodeRules.silentTries, bad: "let a = try? f()",
            good: "// A name that is gone needs no closing.\nlet a = try? f()"),
        Example(
            rule: CodeRules.silentTries, bad: "/// The size.\nlet a = try? f()",
            good: "let a = \"try?\""),
        Example(
            rule: CodeRules.uncheckedConcurrency, bad: "final class A: @unchecked Sendable {}",
            good: "// Written once, before it is shared.\nfinal class A: @unchecked Sendable {}"),
        Example(rule: CodeRules.printing, bad: "    print(a)", good: "    blueprint(a)"),
        Example(rule: CodeRules.unfinishedWork, bad: "// TO" + "DO: later", good: "// Later."),
        Example(
            rule: CodeRules.commentedOutCode, bad: "    // let a = f(b)",
            good: "    // let the kernel decide"),
        Example(
            rule: CodeRules.commentedOutCode, bad: "//if a == b(c) {", good: "// If a is b (c)."),
        Example(
            rule: CodeRules.undocumented, bad: "public struct A {}",
            good: "/// An a.\n@frozen\npublic struct A {}"),
        Example(
            rule: CodeRules.undocumented, bad: "/// An a.\n\npublic static let a = 1",
            good: "public import Traces"),
        Example(
            rule: CodeRules.longFiles, bad: String(repeating: "a\n", count: 400),
            good: String(repeating: "a\n", count: 399)),
        Example(
            rule: CodeRules.longFunctions,
            bad: "func a() {\n" + String(repeating: "    b()\n", count: 59) + "}",
            good: "func a() {\n" + String(repeating: "    b()\n", count: 58) + "}"),
        Example(
            rule: CodeRules.longFunctions,
            bad: "    init(a: Int) {\n" + String(repeating: "        {}\n", count: 60) + "    }",
            good: "protocol A {\n    func a()\n"
                + String(repeating: "    var b: C { get }\n", count: 80) + "}"),
        Example(
            rule: CodeRules.machinePaths, bad: "let a = \"/wor" + "k/a\"",
            good: "let a = \"/a/work\""
        ),
    ]

    @Test("a rule objects to what it forbids and to nothing else", arguments: examples.indices)
    func objects(index: Int) {
        let example = Self.examples[index]
        let bad = SourceFile(path: "Sources/Fuse/A.swift", text: example.bad)
        let good = SourceFile(path: "Sources/Fuse/A.swift", text: example.good)
        #expect(example.rule(bad).count == 1, "\(example.bad)")
        #expect(example.rule(good).isEmpty, "\(example.good)")
    }

    @Test("state that the compiler cannot check is refused outside of the targets that may hold it")
    func uncheckedElsewhere() {
        let text = "// A reason.\nfinal class A: @unchecked Sendable {}"
        let file = SourceFile(path: "Sources/Tree/A.swift", text: text)
        #expect(CodeRules.uncheckedConcurrency(file).count == 1)
    }

    @Test(
        "a file is named for what it declares",
        arguments: [
            ("Sources/Store/Pack.swift", "struct Pack {}", true),
            ("Sources/Store/Pack.swift", "struct Index {}", false),
            ("Sources/Store/Pack+Text.swift", "extension Pack {}", true),
            ("Sources/Store/PackBytes.swift", "extension Pack {}\nextension Index {}", true),
            ("Sources/Store/Pack.swift", "extension Store.Pack {}", true),
            ("Sources/Store/StringUtils.swift", "enum StringUtils {}", false),
            ("Sources/Store/StoreManager.swift", "class StoreManager {}", false),
            ("Sources/dossier/main.swift", "run()", false),
        ])
    func fileNames(path: String, text: String, isGood: Bool) {
        #expect(CodeRules.fileNames(SourceFile(path: path, text: text)).isEmpty == isGood)
    }

    @Test("code, comments and strings are told apart")
    func mask() {
        let text = """
            let a = "x // y \\(b("!")) \\" z" // c "d"
            let e = #"\\("# /* f */ + g
            """
        let split = CodeMask.split(text)
        #expect(split.code.contains("b(\" \")"))
        #expect(!split.code.contains("y"))
        #expect(!split.code.contains("f"))
        #expect(split.code.contains("+ g"))
        #expect(split.comments.contains("// c \"d\""))
        #expect(!split.comments.contains("g"))
    }
}
