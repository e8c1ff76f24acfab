internal import ArgumentParser
internal import Evals
internal import Foundation
internal import Glibc
internal import Ingest
internal import JSON
internal import Redaction
internal import Rendering
internal import Store
internal import Tree

/// `dossier eval steal`.
struct EvalStealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "steal",
        abstract: "Makes a case of a call that an interaction recorded.",
        discussion: """
            The case has the input of that one call, what was answered as a comment to start from, and where \
            it came from. E-mail addresses, hosts, IP addresses, keys, tokens and phone numbers get stable \
            pseudonyms; what was replaced and what is only suspected is printed. Names of people and \
            companies are not recognised unless a rule names them: read the case before you commit it.

              dossier eval steal ~/acme/interactions/2026-11-20/NAME/llm/004-review --suite triage

            Rules are read from dossier/redaction.yaml in the XDG configuration directory:

              rules:
                - name: customer
                  words: [Contoso, Blue Whale Inc]
                - name: ticket
                  patterns: ['ACME-\\d+']
              keep: [github.com]
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Option(help: "The suite that gets the case: a file, or the name of a suite of the store.")
    var suite: String

    @Option(
        help: ArgumentHelp(
            "Where a file of another format has its cases.", valueName: "path"))
    var casesPath: String = CasesPath.cases.description

    @Option(help: "The name of the case; unless given, that of the call's files.")
    var name: String?

    @Option(help: ArgumentHelp("The trace, instead of a path.", valueName: "id"))
    var trace: String?

    @Option(help: ArgumentHelp("The span in the trace.", valueName: "id"))
    var span: String?

    @Option(help: "Read rules from this file instead.", completion: .file())
    var rules: String?

    @Flag(help: "Take a call that is unfinished or was cut.")
    var incomplete = false

    @Flag(help: "Print what was made and replaced as JSON.")
    var json = false

    @Flag(help: "Print the case, and add it to no suite.")
    var dryRun = false

    @Argument(
        help: ArgumentHelp(
            "A directory below llm/, or a file below tools/, of an interaction in a mount or an export.",
            valueName: "path"),
        completion: .file())
    var path: String?

    func validate() throws {
        guard (path == nil) != (trace == nil) else {
            throw ValidationError("give either a path, or --trace and --span")
        }
        guard (trace == nil) == (span == nil) else {
            throw ValidationError("--trace and --span belong together")
        }
    }

    func run() throws {
        let store = try storeOptions.openForReading()
        let call = try found(in: store, account: try accountOptions.chosen(in: store))
        let caseName = name ?? call.name
        let stolen = StolenCase(
            of: call.step, in: call.traceID, name: caseName,
            try RedactionSetup.pseudonymizer(rules: rules))
        guard let stolen else {
            throw OperationFailure(
                "\(call.detail) is neither a model call nor a tool call: only these have an input")
        }
        guard stolen.doubts.isEmpty || incomplete else {
            throw OperationFailure(
                stolen.doubts.map(\.description).joined(separator: "; ")
                    + "; --incomplete takes it all the same")
        }
        if dryRun {
            if !json { Terminal.write(stolen.text, to: STDOUT_FILENO) }
        } else {
            let source = try SuiteArguments.open(
                suite, casesPath: casesPath, storeOptions, accountOptions, forWriting: true)
            if try source.cases().contains(where: { $0.name == caseName }) {
                throw OperationFailure(
                    "\(source.title) has a case \"\(caseName)\"; give another name with --name")
            }
            _ = try source.apply(.add(text: Array(stolen.text.utf8), .end), ifRevision: nil)
            if !json { Terminal.print("added \(caseName) to \(source.title)") }
        }
        if json {
            Terminal.print(Self.json(of: stolen, named: caseName))
        } else {
            report(stolen)
        }
    }

    private func found(in store: Store, account: String?) throws -> CallFinder.Found {
        let finder = CallFinder(
            store, account: account, interpret: Interpretation.interaction(of:))
        let target =
            if let path {
                try StealTarget(path: path)
            } else {
                try StealTarget(trace: trace ?? "", span: span ?? "")
            }
        let call =
            switch target {
            case .path(let kind, let place, let rest):
                try finder.call(of: kind, at: place, path: rest)
            case .live(let name, let rest): try finder.call(ofLive: name, path: rest)
            case .span(let traceID, let spanID): try finder.call(of: traceID, span: spanID)
            }
        guard let call else {
            throw OperationFailure(
                "the store \(storeOptions.path) has no such call; "
                    + "is the mount that of another store? name it with --store")
        }
        return call
    }

    private static func json(of stolen: StolenCase, named name: String) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("name", name)
            writer.member("text", stolen.text)
            writer.key("findings")
            writer.array { writer in
                for finding in stolen.findings {
                    writer.object { writer in
                        writer.member("kind", finding.kind.name)
                        writer.member("original", finding.original)
                        writer.member("pseudonym", finding.pseudonym)
                    }
                }
            }
            writer.key("doubts")
            writer.array { writer in
                for doubt in stolen.doubts { writer.string(doubt.description) }
            }
        }
        return writer.text
    }

    /// Says what was replaced and what is only suspected; diagnostics, since they quote the secrets.
    private func report(_ stolen: StolenCase) {
        for finding in stolen.findings {
            let original =
                DisplayText.escaped(finding.original)
                .split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            let shown = original.count > 80 ? original.prefix(80) + "…" : original[...]
            if let pseudonym = finding.pseudonym {
                Terminal.print(
                    "replaced \(finding.kind.name): \(shown) -> \(pseudonym)", toError: true)
            } else {
                Terminal.print(
                    "unsure, left as it is: \(finding.kind.name): \(shown)", toError: true)
            }
        }
        for doubt in stolen.doubts { Terminal.warn(doubt.description) }
    }
}
