internal import ArgumentParser

/// `dossier eval`.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Runs suites of evals, and makes cases of recorded calls.",
        subcommands: [
            EvalRunCommand.self, EvalResultsCommand.self, EvalCompareCommand.self,
            EvalStealCommand.self,
        ])
}
