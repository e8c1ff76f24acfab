internal import ArgumentParser
internal import Foundation
internal import Receiver
internal import Store
internal import Traces

/// `dossier watch`.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follows the session files of Claude Code and Codex into the store.",
        discussion: """
            What is there already is imported; what agents write from then on is seen in a mount of the store \
            while they work. It follows until a signal.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var liveOptions: LiveOptions

    @Option(help: ArgumentHelp("The account that the sessions belong to.", valueName: "name"))
    var account = AccountOptions.standardName

    @Argument(
        help: ArgumentHelp(
            "Directories of sessions, or session files. Default: the directories of Claude Code and Codex.",
            valueName: "path"),
        completion: .file())
    var paths: [String] = []

    func run() throws {
        let roots = try paths.isEmpty ? Self.standardDirectories() : paths.map(Self.existing)
        let signals = EndSignals()
        let store = try storeOptions.openForWriting(creating: true)
        let service = try LiveService(
            store, as: .recorder, quietTime: liveOptions.quietTime)
        let watch = try TranscriptWatch(
            roots, importer: Importer(store: store, account: account, kind: .interaction),
            service: service)
        defer {
            watch.stop()
            service.stop()
        }
        watch.start()
        for root in roots { Terminal.print("following \(root)") }
        signals.wait()
    }

    private static func existing(_ path: String) throws -> String {
        guard FileManager.default.fileExists(atPath: path) else {
            throw OperationFailure("\(path) is not there")
        }
        return URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }

    /// Where the agents keep their sessions, as far as that is there.
    private static func standardDirectories() throws -> [String] {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? NSHomeDirectory()
        let places = [
            (environment["CLAUDE_CONFIG_DIR"] ?? "\(home)/.claude") + "/projects",
            (environment["CODEX_HOME"] ?? "\(home)/.codex") + "/sessions",
        ]
        let found = places.filter { FileManager.default.fileExists(atPath: $0) }
        guard !found.isEmpty else {
            throw OperationFailure(
                "there are no sessions in \(places.joined(separator: " or ")); name directories")
        }
        return found.map { URL(filePath: $0).standardizedFileURL.path(percentEncoded: false) }
    }
}
