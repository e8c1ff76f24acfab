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

    @Option(
        help: ArgumentHelp(
            "The account that the traces belong to (default: \(AccountOptions.standardName)).",
            valueName: "name"))
    var account: String?

    @Option(
        help: """
            Where they are listed: interaction (default), or investigation (a run that ends in a report).
            """)
    var kind: InteractionKind?

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
        guard account?.isEmpty != true else { throw ValidationError("an account has a name") }
    }

    func run() throws {
        let progress = ProgressLine(isQuiet: json)
        let selection = try ImportSelection(
            paths: paths, format: Formats.named(format), progress: progress)
        warnOfUnusedOptions(selection)
        if dryRun {
            let plan = ImportPlan(selection, progress: progress)
            plan.print(asJSON: json)
            guard plan.isClean else { throw CommandEnd(.checkFailed) }
            return
        }
        let store = try storeOptions.openForWriting(creating: true)
        let isNewlyPriced = try priceOptions.apply(to: store, packaged: prices(of: selection))
        let importer = Importer(
            store: store, account: account ?? AccountOptions.standardName,
            kind: kind ?? .interaction, rendersAll: isNewlyPriced)
        let report = try importer.run(selection, progress: progress)
        progress.clear()
        report.print(asJSON: json)
        guard report.unreadable.isEmpty else { throw CommandEnd(.checkFailed) }
    }

    /// The first table of prices of a package; one that cannot be read is told and not used.
    private func prices(of selection: ImportSelection) -> String? {
        for file in selection.packages {
            guard let prices = file.sibling(DossierPackage.pricesName) else { continue }
            do {
                return try priceOptions.text(ofFileNamed: prices.path)
            } catch {
                Terminal.warn("prices not used: \(error)")
            }
        }
        return nil
    }

    private func warnOfUnusedOptions(_ selection: ImportSelection) {
        let given = [account.map { _ in "--account" }, kind.map { _ in "--kind" }]
            .compactMap(\.self)
        guard !given.isEmpty else { return }
        for file in selection.packages {
            Terminal.warn(
                "\(given.joined(separator: " and ")) not used for \(file.path): "
                    + "the records of an export say their own account and kind")
        }
    }
}
