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
        try options.apply(.add(text: body.read(), place.place), to: arguments.open())
    }
}

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
        try options.apply(.replace(name, text: body.read()), to: arguments.open())
    }
}

/// `dossier eval delete`.
struct EvalDeleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Takes a case out.")

    @OptionGroup var arguments: SuiteArguments

    @Argument(help: "The case, by name or by number from 0.")
    var name: String

    @OptionGroup var options: EditOptions

    func run() throws { try options.apply(.delete(name), to: arguments.open()) }
}

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

    func run() throws { try options.apply(.move(name, place.place), to: arguments.open()) }
}

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
        try options.apply(.rename(name, to: newName), to: arguments.open())
    }
}
