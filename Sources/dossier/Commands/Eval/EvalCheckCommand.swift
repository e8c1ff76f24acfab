internal import ArgumentParser
internal import Evals
internal import JSON

/// `dossier eval check`.
struct EvalCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says what is wrong with a suite and its cases: file, line, column, what to do.",
        discussion: """
            The exit status is 1 when something is wrong; warnings are no reason. What is only missing, \
            `run` and matchers, is said on standard error: the suite is sound, but `dossier eval run` \
            refuses it, or the case.
            """)

    @OptionGroup var arguments: SuiteArguments

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
        let source = try arguments.open()
        let check = try source.check()
        let problems = located(check.problems, in: source)
        let lacks = located(check.lacks, in: source)
        if json {
            var writer = JSONWriter()
            writer.array { writer in
                for problem in problems + lacks { SuiteReport.write(problem, to: &writer) }
            }
            Terminal.print(writer.text)
        } else {
            for problem in problems { Terminal.print(problem.description) }
            for lack in lacks { Terminal.print(lack.description, toError: true) }
        }
        guard !problems.hasErrors else { throw CommandEnd(.checkFailed) }
    }

    private func located(_ problems: [Problem], in source: any SuiteSource) -> [Problem] {
        problems.map { $0.file == nil ? $0.inFile(source.title) : $0 }
    }
}
