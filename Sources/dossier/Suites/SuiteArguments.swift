internal import ArgumentParser
internal import Evals
internal import Files
internal import Foundation
internal import Glibc
internal import Store

internal import struct SystemPackage.FilePath

/// Which suite a command works on.
struct SuiteArguments: ParsableArguments {
    @Argument(
        help: "The suite: a YAML file, or the name of a suite of the store.",
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var suite: String

    @Option(
        help: ArgumentHelp(
            "Where a file of another format has its cases.",
            discussion:
                "Keys joined by points (tests, config.tests) that lead to a list or a map; . for a "
                + "file that is a list or a map itself; - for a file that is a single case.",
            valueName: "path"))
    var casesPath: String = CasesPath.cases.description

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    /// The suite: a file at the path, or else a suite of the store of the name.
    func open(forWriting: Bool = false) throws -> any SuiteSource {
        try Self.open(
            suite, casesPath: casesPath, storeOptions, accountOptions, forWriting: forWriting)
    }

    /// The suite of a name that another option gives.
    static func open(
        _ suite: String, casesPath: String, _ storeOptions: StoreOptions,
        _ accountOptions: AccountOptions, forWriting: Bool
    ) throws -> any SuiteSource {
        func file() throws -> SuiteFile { try self.file(suite, casesPath: casesPath) }
        guard case .name(let name) = SuiteReference(suite),
            access(storeOptions.path, F_OK) == 0
        else { return try file() }
        let store =
            try forWriting ? storeOptions.openForWriting() : storeOptions.openForReading()
        let account = try accountOptions.chosen(in: store)
        let reader = store.reader(account: account)
        guard let found = try reader.suite(named: name) else { return try file() }
        let writer = store.suiteWriter(account: account, origin: .command)
        return StoreSuite(found, in: reader, writer: forWriting ? writer : nil)
    }

    /// The suite as a file.
    func file() throws -> SuiteFile { try Self.file(suite, casesPath: casesPath) }

    private static func file(_ suite: String, casesPath: String) throws -> SuiteFile {
        guard access(suite, F_OK) == 0 else {
            throw OperationFailure(
                "there is no suite \(suite): no file has this path, and no suite of the store this name"
            )
        }
        return SuiteFile(path: suite, casesPath: CasesPath(casesPath))
    }

    /// True when the file is in our own format, so that its cases can be decoded.
    var isOwnFormat: Bool { CasesPath(casesPath) == .cases }
}

/// The body of a case.
struct CaseBody: ParsableArguments {
    @Option(
        name: .customLong("file"),
        help: "Read the text of the case from this file; without, from standard input.",
        completion: .file())
    var path: String?

    /// The bytes.
    func read() throws -> [UInt8] {
        if let path { return try ReplacedFile(path: FilePath(path)).read() }
        let data = try FileHandle.standardInput.read(upToCount: ReplacedFile.largestBytes)
        return Array(data ?? Data())
    }
}

/// Where a case goes in the order.
struct CasePlace: ParsableArguments {
    @Option(help: ArgumentHelp("Put it before this case.", valueName: "case"))
    var before: String?

    @Option(help: ArgumentHelp("Put it after this case.", valueName: "case"))
    var after: String?

    mutating func validate() throws {
        if before != nil, after != nil {
            throw ValidationError("--before and --after cannot both be given")
        }
    }

    /// The place; the end when nothing is said.
    var place: SuiteEdit.Place {
        if let before { return .before(before) }
        return after.map(SuiteEdit.Place.after) ?? .end
    }
}

/// What every edit takes and prints.
struct EditOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Change nothing unless the case, or the suite, still has this revision.",
            discussion: "`dossier eval list` and `get --json` print revisions.",
            valueName: "revision"))
    var ifRevision: String?

    @Flag(help: "Print what was done as JSON.")
    var json = false

    /// Makes an edit and says what was done.
    func apply(_ edit: SuiteEdit, to source: any SuiteSource) throws {
        let result = try source.apply(edit, ifRevision: ifRevision)
        SuiteReport.show(result, name: edit.subject, asJSON: json)
    }
}
