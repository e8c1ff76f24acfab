internal import ArgumentParser
internal import Ingest
internal import JSON
internal import Store
internal import Traces

/// `dossier import`.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads traces into the store.",
        discussion: """
            Files and directories are read in any supported format, gzip too. What is already there is \
            left alone, so that the same files can be imported again after they grew. What cannot be read \
            is kept and counted; see `dossier doctor`.
            """)

    private static let formatNames = Formats.all.map { $0.name }

    @OptionGroup var storeOptions: StoreOptions

    @Option(help: ArgumentHelp("The account that the traces belong to.", valueName: "name"))
    var account = "default"

    @Option(
        help: "Where they are listed: interaction, or investigation (a run that ends in a report).")
    var kind: InteractionKind = .interaction

    @Option(
        help: ArgumentHelp(
            "The format: auto, or one of \(Self.formatNames.joined(separator: ", ")).",
            valueName: "name"),
        completion: .list(["auto"] + formatNames))
    var format = "auto"

    @OptionGroup var priceOptions: PriceOptions

    @Flag(help: "Say what each file would be read as, why, and what is in it; store nothing.")
    var dryRun = false

    @Flag(help: "Print the summary as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("Files or directories.", valueName: "path"), completion: .file())
    var paths: [String]

    func validate() throws {
        guard format == "auto" || Formats.named(format) != nil else {
            throw ValidationError(
                "no format \"\(format)\"; there are: "
                    + Self.formatNames.joined(separator: ", "))
        }
        guard !account.isEmpty else { throw ValidationError("an account has a name") }
    }

    func run() throws {
        let selection = try ImportSelection(paths: paths, format: Formats.named(format))
        let progress = ProgressLine(isQuiet: json)
        if dryRun {
            let plan = ImportPlan(selection, progress: progress)
            plan.print(asJSON: json)
            guard plan.isClean else { throw CommandEnd(.checkFailed) }
            return
        }
        let store = try storeOptions.openForWriting(creating: true)
        let isNewlyPriced = try priceOptions.apply(to: store)
        let importer = Importer(
            store: store, account: account, kind: kind, rendersAll: isNewlyPriced)
        let report = try importer.run(selection, progress: progress)
        progress.clear()
        report.print(asJSON: json)
        guard report.unreadable.isEmpty else { throw CommandEnd(.checkFailed) }
    }
}
