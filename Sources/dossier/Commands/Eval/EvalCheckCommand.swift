internal import ArgumentParser
internal import Evals
internal import JSON

/// `dossier eval check`.
struct EvalCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says what is wrong with a suite and its cases: file, line, column, what to do.",
        discussion: "The exit status is 1 when a case cannot be run; warnings are no reason.")

    @OptionGroup var arguments: SuiteArguments

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
        let source = try arguments.open()
        let problems = try source.check().problems.map {
            $0.file == nil ? $0.inFile(source.title) : $0
        }
        if json {
            var writer = JSONWriter()
            writer.array { writer in
                for problem in problems { SuiteReport.write(problem, to: &writer) }
            }
            Terminal.print(writer.text)
        } else {
            for problem in problems { Terminal.print(problem.description) }
        }
        guard !problems.hasErrors else { throw CommandEnd(.checkFailed) }
    }
}
