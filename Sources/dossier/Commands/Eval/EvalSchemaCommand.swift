internal import ArgumentParser
internal import Evals
internal import Glibc

/// `dossier eval schema`.
struct EvalSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of suites, with which editors complete and check them.",
        discussion: """
            dossier eval schema > suite.schema.json, and as the first line of a suite:

              # yaml-language-server: $schema=suite.schema.json
            """)

    @Flag(name: .customLong("case"), help: "Print the schema of a case in a file of its own.")
    var ofCase = false

    func run() {
        Terminal.write(ofCase ? EvalSchema.evalCase : EvalSchema.suite, to: STDOUT_FILENO)
    }
}
