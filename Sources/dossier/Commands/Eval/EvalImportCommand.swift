internal import ArgumentParser
internal import Evals
internal import Files
internal import Foundation
internal import Glibc
internal import Rendering

internal import struct SystemPackage.FilePath

/// `dossier eval import`.
struct EvalImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a suite of tests of promptfoo, samples of Inspect or rows of Braintrust.",
        discussion: "What cannot be carried over is said on standard error.")

    @Argument(help: "The file to read.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The format of the file.", valueName: "format"))
    var format: SuiteImport.Format

    @Option(help: "Make this file; without, the suite is printed.", completion: .file())
    var output: String?

    @Option(help: "The name of the suite.")
    var name: String?

    func run() throws {
        let result = SuiteImport.read(try ReplacedFile(path: FilePath(file)).read(), as: format)
        for problem in result.problems {
            Terminal.print(problem.inFile(file).description, toError: true)
        }
        guard !result.cases.isEmpty else {
            throw OperationFailure("\(file) has no cases of \(format.rawValue)")
        }
        var suite = result.suite
        suite.name = name ?? suite.name
        let bytes = try Self.text(of: suite, result.cases)
        guard let output else { return Terminal.write(bytes, to: STDOUT_FILENO) }
        try ReplacedFile.create(bytes, at: FilePath(output))
        Terminal.warn("\(result.cases.count) cases are in \(output)")
    }

    private static func text(of suite: Suite, _ cases: [EvalCase]) throws -> [UInt8] {
        let value = EvalValue.map(
            (suite.value.members ?? []) + [EvalMember("cases", .list(cases.map(\.value)))])
        return Array(SuiteText.yaml(value).utf8)
    }
}
