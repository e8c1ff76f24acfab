internal import ArgumentParser
internal import Evals
internal import JSON
internal import Rendering

/// `dossier eval list`.
struct EvalListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists a suite: what is known of it, and a line for each case; never the bodies.")

    @OptionGroup var arguments: SuiteArguments

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
        let source = try arguments.open()
        let cases = try source.cases()
        let check = arguments.isOwnFormat ? try source.check() : nil
        let revision = try source.revision()
        if json {
            Terminal.print(jsonText(source.title, revision, cases, check))
        } else {
            show(source.title, revision, cases, check)
        }
    }

    private func show(
        _ title: String, _ revision: String, _ cases: [ListedCase], _ check: SuiteCheck?
    ) {
        var facts = [("file", title), ("revision", revision)]
        facts += check?.suite.map(Self.facts) ?? []
        facts.append(("cases", String(cases.count)))
        if let check, !check.problems.isEmpty {
            facts.append(("problems", "\(check.problems.count); `dossier eval check` tells them"))
        }
        for (name, value) in facts { Terminal.print("\(name)\t\(DisplayText.escaped(value))") }
        Terminal.print("")
        Terminal.print("index\tname\trevision\tline\tbytes\tsplit\trepeat\ttags\tmatchers")
        for listed in cases {
            let cells = Self.cells(of: listed, check?.cases[listed.index])
            Terminal.print(cells.map(Self.cell).joined(separator: "\t"))
        }
    }

    private static func cells(of listed: ListedCase, _ value: EvalCase?) -> [String] {
        let place = [String(listed.index), listed.name ?? "", listed.revision]
        let line = listed.line.map(String.init) ?? ""
        let count = value?.repeatCount.map(String.init) ?? ""
        let tags = value?.tags.joined(separator: ",") ?? ""
        let matchers = value?.matchers.map(names) ?? ""
        let split = value?.split.rawValue ?? ""
        return place + [line, String(listed.sizeBytes), split, count, tags, matchers]
    }

    /// A text in one cell of a table.
    private static func cell(_ text: String) -> String {
        DisplayText.escaped(text).replacing("\t", with: "\\t").replacing("\n", with: "\\n")
    }

    /// What is known of a suite, one fact a line.
    private static func facts(of suite: Suite) -> [(String, String)] {
        var facts: [(String, String?)] = [
            ("suite", suite.name), ("description", suite.description.map(firstLine)),
        ]
        switch suite.prompt {
        case .text(let text): facts.append(("prompt", "\(text.count) characters"))
        case .file(let path): facts.append(("prompt", path))
        case nil: break
        }
        switch suite.run {
        case .command(let command):
            facts.append(("run", "command \(command.arguments.joined(separator: " "))"))
        case .model(let target): facts.append(("run", "model \(target.endpoint.model)"))
        case nil: break
        }
        facts.append(("judge", suite.judge?.endpoint.model))
        if suite.repeatCount != 1 { facts.append(("repeat", String(suite.repeatCount))) }
        if !suite.matchers.isEmpty { facts.append(("matchers", names(of: suite.matchers))) }
        return facts.compactMap { name, value in value.map { (name, firstLine($0)) } }
    }

    private static func names(of matchers: [Matcher]) -> String {
        Matcher.named(matchers).map(\.name).joined(separator: ",")
    }

    private static func firstLine(_ text: String) -> String {
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.count < text.count ? line + " …" : line
    }

    private func jsonText(
        _ title: String, _ revision: String, _ cases: [ListedCase], _ check: SuiteCheck?
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("file", title)
            writer.member("revision", revision)
            for (name, value) in check?.suite.map(Self.facts) ?? [] { writer.member(name, value) }
            writer.member("problem_count", check.map { Int64($0.problems.count) })
            writer.key("cases")
            writer.array { writer in
                for listed in cases { write(listed, check?.cases[listed.index], to: &writer) }
            }
        }
        return writer.text
    }

    private func write(_ listed: ListedCase, _ value: EvalCase?, to writer: inout JSONWriter) {
        writer.object { writer in
            SuiteReport.write(listed, to: &writer)
            guard let value else { return }
            writer.member("split", value.split.rawValue)
            writer.member("repeat", value.repeatCount.map(Int64.init))
            writer.member("matchers", value.matchers.map(Self.names))
            writer.key("tags")
            writer.array { writer in
                for tag in value.tags { writer.string(tag) }
            }
        }
    }
}
