internal import ArgumentParser

/// `dossier eval replace`.
struct EvalReplaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Gives a case another text; lines that stay the same keep their bytes.")

    @OptionGroup var arguments: SuiteArguments

    @Argument(help: "The case, by name or by number from 0.")
    var name: String

    @OptionGroup var body: CaseBody
    @OptionGroup var options: EditOptions

    func run() throws {
        try options.apply(.replace(name, text: body.read()), to: arguments.open(forWriting: true))
    }
}
