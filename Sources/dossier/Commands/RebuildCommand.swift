internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Store
internal import Tree

/// `dossier rebuild`.
struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Makes everything that is derived from the raw records again.",
        discussion: """
            Pages whose bytes come out as before are left as they are; damaged ones are written again. Run \
            it after an update that renders pages differently, or when `dossier doctor` says so.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var priceOptions: PriceOptions

    @Flag(help: "Print the summary as JSON.")
    var json = false

    func run() throws {
        let store = try storeOptions.openForWriting()
        let progress = ProgressLine(isQuiet: json)
        _ = try priceOptions.apply(to: store)
        let summary = try Projector(store, interpret: Interpretation.interaction(of:))
            .rebuild { done, total in progress.show("rebuilding: \(done) of \(total) traces") }
        progress.clear()
        guard json else {
            return Terminal.print(
                "interactions: \(summary.added) added, \(summary.changed) changed, "
                    + "\(summary.unchanged) unchanged, \(summary.removed) removed; "
                    + "files: \(summary.filesWritten) written, \(summary.filesKept) kept")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("interactions_added", Int64(summary.added))
            writer.member("interactions_changed", Int64(summary.changed))
            writer.member("interactions_unchanged", Int64(summary.unchanged))
            writer.member("interactions_removed", Int64(summary.removed))
            writer.member("files_written", Int64(summary.filesWritten))
            writer.member("files_kept", Int64(summary.filesKept))
        }
        Terminal.print(writer.text)
    }
}
