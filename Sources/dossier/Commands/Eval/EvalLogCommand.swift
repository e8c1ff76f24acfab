internal import ArgumentParser
internal import JSON
internal import Store

/// `dossier eval log`.
struct EvalLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Lists the revisions of a case of the store, latest first.",
        discussion: """
            Every save is a revision; at least the last twenty of each case are kept, also of one that \
            was removed.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Flag(help: "Print the revisions as JSON.")
    var json = false

    @Argument(help: "SUITE/CASE, or the path of its file in a mount.")
    var caseFile: String

    func run() throws {
        let store = try storeOptions.openForReading()
        let reader = store.reader(account: try accountOptions.chosen(in: store))
        let place = try CaseReference(caseFile, in: reader).place
        let revisions = try reader.revisions(of: place)
        guard !revisions.isEmpty else {
            throw OperationFailure("\(caseFile) has no revision: nothing was ever saved there")
        }
        guard json else {
            for revision in revisions {
                Terminal.print(
                    "\(revision.number)\t\(revision.saved)\t\(revision.sizeBytes)"
                        + "\t\(revision.origin.rawValue)\t\(revision.digest)")
            }
            return
        }
        var writer = JSONWriter()
        writer.array { writer in
            for revision in revisions {
                writer.object { writer in
                    writer.member("revision", Int64(revision.number))
                    writer.member("saved", "\(revision.saved)")
                    writer.member("size_bytes", Int64(revision.sizeBytes))
                    writer.member("origin", revision.origin.rawValue)
                    writer.member("digest", "\(revision.digest)")
                }
            }
        }
        Terminal.print(writer.text)
    }
}
