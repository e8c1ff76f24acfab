internal import ArgumentParser

/// `dossier eval delete`.
struct EvalDeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Takes a case out.")

    @OptionGroup var arguments: SuiteArguments

    @Argument(help: "The case, by name or by number from 0.")
    var name: String

    @OptionGroup var options: EditOptions

    func run() throws { try options.apply(.delete(name), to: arguments.open(forWriting: true)) }
}
