internal import ArgumentParser

/// `dossier eval`.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract:
            "Edits suites of evals case by case, runs them, and makes cases of recorded calls.",
        discussion: """
            A suite is a YAML file, or a suite of the store by its name. Commands name a case by its \
            name, or by its number from 0. An edit changes the bytes of its case and no other; a suite \
            that somebody else saves meanwhile is read again.
            """,
        subcommands: fileCommands + storeCommands + runCommands)
}

extension EvalCommand {
    /// What works on a plain file, without a store.
    static let fileCommands: [any ParsableCommand.Type] = [
        EvalListCommand.self, EvalGetCommand.self, EvalAddCommand.self, EvalReplaceCommand.self,
        EvalDeleteCommand.self, EvalMoveCommand.self, EvalRenameCommand.self,
        EvalCheckCommand.self, EvalSchemaCommand.self, EvalImportCommand.self,
        EvalExportCommand.self,
    ]

    /// What runs suites and keeps what came of it.
    static let runCommands: [any ParsableCommand.Type] = [
        EvalRunCommand.self, EvalResultsCommand.self, EvalCompareCommand.self,
        EvalStealCommand.self,
    ]
}
