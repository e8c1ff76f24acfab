internal import ArgumentParser
internal import JSON
internal import Store
internal import SystemPackage
internal import Tree

/// `dossier export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the tree as plain files, the same bytes as a mount shows.",
        discussion: """
            With --with-records the raw records are written too, hidden in .dossier: importing such a \
            directory into a new store gives the same traces, and the same export.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Flag(help: "Write the raw records too, which an import needs to give the same store.")
    var withRecords = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    @Argument(
        help: ArgumentHelp("A new or empty directory.", valueName: "directory"),
        completion: .directory)
    var directory: String

    func run() throws {
        let store = try storeOptions.openForReading()
        let account = try accountOptions.chosen(in: store)
        let tree = Tree(store.reader(account: account))
        let progress = ProgressLine(isQuiet: json)
        var exporter = Exporter(tree)
        let summary = try exporter.export(to: FilePath(directory)) { summary in
            progress.show("exporting: \(summary.files) files, \(summary.bytes >> 20) MB")
        }
        var records = 0
        if withRecords {
            records = try RecordsFile(below: directory).write(store, account: account) {
                progress.show("exporting: \($0) records")
            }
        }
        progress.clear()
        guard json else {
            return Terminal.print(
                "exported \(summary.files) files, \(summary.links) links and "
                    + "\(summary.directories) directories, \(summary.bytes) bytes"
                    + (withRecords ? ", \(records) records" : ""))
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("files", Int64(summary.files))
            writer.member("links", Int64(summary.links))
            writer.member("directories", Int64(summary.directories))
            writer.member("bytes", Int64(summary.bytes))
            if withRecords { writer.member("records", Int64(records)) }
        }
        Terminal.print(writer.text)
    }
}
