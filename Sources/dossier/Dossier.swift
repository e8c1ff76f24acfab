internal import ArgumentParser

/// The command.
@main
struct Dossier: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "Mounts an AI system's interactions and traces as a live directory tree.",
        discussion: """
            Import traces into a store, mount it, and debug with ls, cat, grep, rg, jq and an editor:

              dossier import traces/
              dossier mount ~/traces
              cat ~/traces/README.md

            The store is $DOSSIER_STORE, or else dossier/store.dossier in the XDG data directory.
            """,
        version: "0.1.0",
        subcommands: [
            ImportCommand.self, MountCommand.self, UnmountCommand.self, WithCommand.self,
            ReceiveCommand.self, WatchCommand.self, ExportCommand.self, RebuildCommand.self,
            DoctorCommand.self, InfoCommand.self, EvalCommand.self, LayoutCommand.self,
            ManualCommand.self,
        ])

    /// Parses the command line, runs what it says, and ends with an exit status.
    static func main() {
        Terminal.endQuietlyOnBrokenPipe()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            ExitStatus.of(error).exit(Self.self, error)
        }
    }
}
