internal import ArgumentParser
internal import Evals
internal import Glibc
internal import JSON
internal import Rendering
internal import Store
internal import Tree

/// `dossier eval results`.
struct EvalResultsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results",
        abstract: "Lists the runs of a suite, or shows one of them.",
        discussion: """
            Without a run it prints a line for each, oldest first. `last` is the latest one.

              dossier eval results pirate
              dossier eval results pirate last --case greeting
              dossier eval results pirate --history
            """)

    @OptionGroup var arguments: SuiteArguments

    @Option(
        name: .customLong("case"),
        help: ArgumentHelp("Show every attempt at one case, with its output and grades."))
    var caseName: String?

    @Flag(help: "Print what became of each case over all runs, as a table.")
    var history = false

    @Flag(help: "Print it as JSON.")
    var json = false

    @Argument(help: ArgumentHelp("The name of a run, or last.", valueName: "run"))
    var runName: String?

    func run() throws {
        let store = try arguments.storeOptions.openForReading()
        let reader = store.reader(account: try arguments.accountOptions.chosen(in: store))
        let owner = try RunLookup.owner(of: arguments.suite, in: reader)
        if history {
            Terminal.write(
                RunHistoryTable.text(of: try reader.history(of: owner)), to: STDOUT_FILENO)
            return
        }
        guard let name = runName ?? (caseName == nil ? nil : "last") else {
            return try list(reader, owner)
        }
        let run = try RunLookup.run(named: name, of: owner, in: reader)
        if let caseName { return try show(caseName, in: run) }
        let history = try reader.history(of: owner)
        let baseline = RunBaseline(before: run, in: history)
        let unproven = RunRecorder.unproven(of: run, in: history)
        Terminal.write(
            json
                ? RunJSON.text(of: run, baseline: baseline)
                : RunSummaryPage.text(of: run, baseline: baseline, unproven: unproven),
            to: STDOUT_FILENO)
    }

    private func list(_ reader: StoreReader, _ owner: RunOwner) throws {
        let runs = try reader.runs(of: owner).compactMap { try reader.run($0.id) }
        guard json else {
            Terminal.print("run\tstate\tpassed\tscored\terrored\tunscored\tprompt")
            for run in runs {
                let total = RunFigures(of: run).total
                Terminal.print(
                    [
                        run.name, run.state.rawValue, String(total.rate.passed),
                        String(total.rate.attempts), String(total.errored),
                        String(total.unscored), String(run.prompt?.hash.prefix(12) ?? ""),
                    ].joined(separator: "\t"))
            }
            return
        }
        for run in runs { Terminal.write(RunJSON.text(of: run), to: STDOUT_FILENO) }
    }

    private func show(_ name: String, in run: EvalRun) throws {
        let index = run.cases.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
        guard let index else {
            throw OperationFailure("the run \(run.name) has no case \"\(name)\"")
        }
        guard run.cases[index].split == .dev else {
            throw OperationFailure(
                "\"\(name)\" is held out: only the score of all such cases is shown")
        }
        for page in RunPages.pages(ofCase: index, in: run) {
            Terminal.print("--- \(page.name)")
            Terminal.write(String(decoding: page.bytes, as: UTF8.self), to: STDOUT_FILENO)
        }
    }
}
