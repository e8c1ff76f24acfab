internal import ArgumentParser
internal import Evals
internal import Glibc
internal import JSON
internal import Rendering
internal import Store

/// `dossier eval compare`.
struct EvalCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Says which cases pass or fail in one run and not in the other.",
        discussion: """
            A case passes in a run when all of its attempts that have a verdict passed. Cases that were \
            changed in between are not compared.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Option(
        help: ArgumentHelp(
            "The suite of both runs.",
            discussion: "Needed only for `last`, and where several suites have a run of that name.")
    )
    var suite: String?

    @Flag(help: "Print it as JSON: the second run with the comparison.")
    var json = false

    @Argument(help: "The earlier run.")
    var before: String

    @Argument(help: "The later run.")
    var after: String

    func run() throws {
        let store = try storeOptions.openForReading()
        let reader = store.reader(account: try accountOptions.chosen(in: store))
        let owner = try suite.map { try RunLookup.owner(of: $0, in: reader) }
        let (first, second) = (
            try RunLookup.run(named: before, of: owner, in: reader),
            try RunLookup.run(named: after, of: owner, in: reader)
        )
        Terminal.write(
            json
                ? RunJSON.text(of: second, baseline: RunBaseline(first))
                : RunComparisonPage.text(from: first, to: second),
            to: STDOUT_FILENO)
    }
}
