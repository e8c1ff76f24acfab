internal import ArgumentParser

extension EvalCommand {
    /// What works on suites of the store alone.
    static let storeCommands: [any ParsableCommand.Type] = [
        EvalLogCommand.self, EvalRestoreCommand.self, EvalLinkCommand.self,
        EvalUnlinkCommand.self,
    ]
}
