internal import ArgumentParser
internal import Glibc
internal import JSON
internal import Store
internal import Tree

/// `dossier eval restore`.
struct EvalRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Gives a case of the store an older revision back, as a new revision.")

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Option(
        help: ArgumentHelp(
            "Which one, by its number in `dossier eval log`; without, the one before the latest, or "
                + "the latest of a case that is gone.",
            valueName: "number"))
    var revision: Int?

    @Flag(name: .customLong("print"), help: "Print the revision and change nothing.")
    var prints = false

    @Flag(help: "Print what was done as JSON.")
    var json = false

    @Argument(help: "SUITE/CASE, or the path of its file in a mount.")
    var caseFile: String

    func run() throws {
        let store = try prints ? storeOptions.openForReading() : storeOptions.openForWriting()
        let account = try accountOptions.chosen(in: store)
        let reader = store.reader(account: account)
        let reference = try CaseReference(caseFile, in: reader)
        let chosen = try chosen(reference.place, in: reader)
        let bytes = try reader.bytes(of: chosen, at: reference.place)
        guard !prints else { return Terminal.write(bytes, to: STDOUT_FILENO) }
        let writer = store.suiteWriter(account: account, origin: .command)
        _ = try writer.replace(reference.place, with: bytes, at: Clock.now())
        try Tree(reader, writer: writer).tend(reference.suite, at: Clock.now())
        guard json else {
            return Terminal.print("restored revision \(chosen.number) of \(reference.place.name)")
        }
        var report = JSONWriter()
        report.object { report in
            report.member("suite", reference.suite.name)
            report.member("file", reference.place.name)
            report.member("restored_revision", Int64(chosen.number))
        }
        Terminal.print(report.text)
    }

    private func chosen(_ place: SuitePlace, in reader: StoreReader) throws -> FileRevision {
        let revisions = try reader.revisions(of: place)
        if let revision {
            guard let found = revisions.first(where: { $0.number == revision }) else {
                throw OperationFailure(
                    "\(caseFile) has no revision \(revision); see `dossier eval log \(caseFile)`")
            }
            return found
        }
        let isThere = try reader.file(at: place) != nil
        guard let found = revisions.dropFirst(isThere ? 1 : 0).first else {
            throw OperationFailure("\(caseFile) has no older revision")
        }
        return found
    }
}
