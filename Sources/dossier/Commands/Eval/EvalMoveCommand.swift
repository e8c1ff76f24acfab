internal import ArgumentParser

/// `dossier eval move`.
struct EvalMoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Moves a case before or after another one, or to the end.")

    @OptionGroup var arguments: SuiteArguments

    @Argument(help: "The case, by name or by number from 0.")
    var name: String

    @OptionGroup var place: CasePlace
    @OptionGroup var options: EditOptions

    func run() throws {
        try options.apply(.move(name, place.place), to: arguments.open(forWriting: true))
    }
}
