internal import ArgumentParser
internal import Evals
internal import Glibc
internal import Rendering

/// `dossier eval export`.
struct EvalExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints a suite as a configuration of promptfoo.",
        discussion: "What promptfoo has no word for is said on standard error.")

    @OptionGroup var arguments: SuiteArguments

    func run() throws {
        let source = try arguments.open()
        let check = try source.check()
        guard !check.problems.hasErrors, let suite = check.suite else {
            for problem in check.problems {
                Terminal.print(problem.inFile(source.title).description, toError: true)
            }
            throw CommandEnd(.checkFailed)
        }
        let export = PromptfooExport(suite: suite, cases: check.cases.compactMap { $0 })
        for problem in export.problems {
            Terminal.print(problem.inFile(source.title).description, toError: true)
        }
        Terminal.write(SuiteText.yaml(export.configuration), to: STDOUT_FILENO)
    }
}
