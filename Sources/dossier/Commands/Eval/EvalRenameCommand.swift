internal import ArgumentParser

/// `dossier eval rename`.
struct EvalRenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Gives a case another name.")

    @OptionGroup var arguments: SuiteArguments

    @Argument(help: "The case, by name or by number from 0.")
    var name: String

    @Argument(help: "The name that it gets.")
    var newName: String

    @OptionGroup var options: EditOptions

    func run() throws {
        try options.apply(.rename(name, to: newName), to: arguments.open(forWriting: true))
    }
}
