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
        discussion: """
            What cannot be carried over is said on standard error. With --into the cases come to a suite that is \
            there, all of them or none; those without matchers get the ones that all cases of the file share.
            """)

    @Argument(help: "The file to read.", completion: .file())
    var file: String

    @Option(help: ArgumentHelp("The format of the file.", valueName: "format"))
    var format: SuiteImport.Format

    @Option(help: "Make this file; without, the suite is printed.", completion: .file())
    var output: String?

    @Option(help: "The name of the suite.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "Add the cases to this suite instead: a YAML file, or the name of a suite of the store.",
            valueName: "suite"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var into: String?

    @Flag(
        help: ArgumentHelp(
            "With --into: put a number behind names that the suite has already.",
            discussion: "Unless given, such names are refused, and nothing is added."))
    var rename = false

    @Option(
        help: ArgumentHelp(
            "With --into: where a file of another format has its cases.", valueName: "path"))
    var casesPath: String = CasesPath.cases.description

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    func validate() throws {
        if into != nil, output != nil || name != nil {
            throw ValidationError("--into cannot be given with --output or --name")
        }
        if rename, into == nil { throw ValidationError("--rename is for --into") }
    }

    func run() throws {
        let result = SuiteImport.read(try ReplacedFile(path: FilePath(file)).read(), as: format)
        for problem in result.problems {
            Terminal.print(problem.inFile(file).description, toError: true)
        }
        guard !result.cases.isEmpty else {
            throw OperationFailure("\(file) has no cases of \(format.rawValue)")
        }
        if let into { return try add(result, to: into) }
        var suite = result.suite
        suite.name = name ?? suite.name
        let bytes = try Self.text(of: suite, result.cases)
        guard let output else { return Terminal.write(bytes, to: STDOUT_FILENO) }
        try ReplacedFile.create(bytes, at: FilePath(output))
        Terminal.warn("\(result.cases.count) cases are in \(output)")
    }

    private func add(_ result: SuiteImport.Result, to suite: String) throws {
        let source = try SuiteArguments.open(
            suite, casesPath: casesPath, storeOptions, accountOptions, forWriting: true)
        let cases = result.cases(besides: try source.check().suite?.matchers ?? [])
        let added = try source.apply(
            .addAll(CaseBatch(cases: cases, renames: rename)), ifRevision: nil)
        for (evalCase, name) in zip(cases, added.names) where evalCase.name != name {
            let before = DisplayText.escaped(evalCase.name ?? "")
            Terminal.warn("\(before) is \(DisplayText.escaped(name)) in \(source.title)")
        }
        if result.suite.prompt != nil || result.suite.run != nil {
            Terminal.warn(
                "\(source.title) keeps its own prompt and run; those of \(file) are left out")
        }
        Terminal.print(
            "added \(added.names.count) cases to \(source.title); "
                + "suite revision \(added.suiteRevision)")
    }

    private static func text(of suite: Suite, _ cases: [EvalCase]) throws -> [UInt8] {
        let value = EvalValue.map(
            (suite.value.members ?? []) + [EvalMember("cases", .list(cases.map(\.value)))])
        return Array(SuiteText.yaml(value).utf8)
    }
}

extension SuiteImport.Result {
    /// The cases for a suite that has matchers for all of its cases: where those are not the file's, a case without
    /// matchers gets the file's as its own.
    fileprivate func cases(besides matchers: [Matcher]) -> [EvalCase] {
        guard !suite.matchers.isEmpty, suite.matchers != matchers else { return cases }
        return cases.map { evalCase in
            var evalCase = evalCase
            evalCase.matchers = evalCase.matchers ?? suite.matchers
            return evalCase
        }
    }
}
