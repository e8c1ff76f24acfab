internal import ArgumentParser
internal import Evals
internal import Glibc
internal import JSON

/// `dossier eval get`.
struct EvalGetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Prints a case: its text as it stands in the file, without the indentation.")

    @OptionGroup var arguments: SuiteArguments

    @Argument(help: "The case, by name or by number from 0.")
    var name: String

    @Flag(help: "Print the text with index, name and revision as JSON.")
    var json = false

    func run() throws {
        let (listed, text) = try arguments.open().text(of: name)
        guard json else { return Terminal.write(text, to: STDOUT_FILENO) }
        var writer = JSONWriter()
        writer.object { writer in
            SuiteReport.write(listed, to: &writer)
            writer.member("text", String(decoding: text, as: UTF8.self))
        }
        Terminal.print(writer.text)
    }
}
