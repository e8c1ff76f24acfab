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
            With --with-records everything that the tree is made of is written too, hidden in .dossier: the raw \
            records, the suites with their revisions and runs, and the table of prices. Importing such a directory \
            into a new store gives the same store, and the same export. What belongs to files \
            outside stays behind, for it belongs to the machine: links of suites, and runs of suite files that are \
            not linked.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Flag(
        help:
            "Write the records, suites and runs too, which an import needs to give the same store.")
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
        var package: PackageFiles.Summary?
        if withRecords {
            package = try PackageFiles(below: directory).write(store, account: account) {
                progress.show("exporting: \($0) records")
            }
        }
        progress.clear()
        guard json else {
            return Terminal.print(
                "exported \(summary.files) files, \(summary.links) links and "
                    + "\(summary.directories) directories, \(summary.bytes) bytes"
                    + (package.map {
                        ", \($0.records) records of traces, \($0.suiteRecords) of suites"
                    } ?? ""))
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("files", Int64(summary.files))
            writer.member("links", Int64(summary.links))
            writer.member("directories", Int64(summary.directories))
            writer.member("bytes", Int64(summary.bytes))
            writer.member("records", package.map { Int64($0.records) })
            writer.member("suite_records", package.map { Int64($0.suiteRecords) })
        }
        Terminal.print(writer.text)
    }
}
