internal import ArgumentParser
internal import JSON

/// `dossier manual`: hidden, for packagers.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Prints the manual page, in mdoc.", shouldDisplay: false)

    func run() throws {
        let description = try JSONDocument(Dossier._dumpHelp())
        Terminal.print(ManualPage.text(of: description.root))
    }
}
