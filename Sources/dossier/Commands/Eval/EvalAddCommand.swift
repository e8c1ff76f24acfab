internal import ArgumentParser

/// `dossier eval add`.
struct EvalAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Adds a case, at the end unless --before or --after says otherwise.")

    @OptionGroup var arguments: SuiteArguments
    @OptionGroup var body: CaseBody
    @OptionGroup var place: CasePlace
    @OptionGroup var options: EditOptions

    func run() throws {
        try options.apply(
            .add(text: body.read(), place.place), to: arguments.open(forWriting: true))
    }
}
