internal import ArgumentParser
internal import Foundation
internal import Glibc

/// `dossier with`.
struct WithCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "with",
        abstract: "Mounts for as long as a command runs.",
        discussion: """
            The exit status is the command's. The mount point is made when it is missing, and removed \
            again.

              dossier with /tmp/traces -- rg -l timeout /tmp/traces
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Argument(
        help: ArgumentHelp("Where to mount.", valueName: "mountpoint"), completion: .directory)
    var mountPoint: String

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp("The command and its arguments, after --.", valueName: "command"))
    var command: [String] = []

    func validate() throws {
        guard !command.isEmpty else { throw ValidationError("name the command to run after --") }
    }

    func run() throws {
        let isNew = !FileManager.default.fileExists(atPath: mountPoint)
        let mount = try BackgroundMount(
            mountPoint: mountPoint, store: storeOptions.path, account: accountOptions.account,
            readOnly: false)
        // The command gets the terminal's signals; this process stays to unmount.
        signal(SIGINT, SIG_IGN)
        signal(SIGQUIT, SIG_IGN)
        defer { if isNew { rmdir(mountPoint) } }
        let status: Int32
        do {
            status = try ChildProcess(command).wait()
        } catch {
            _ = mount.end()
            throw error
        }
        if mount.end() != 0 {
            Terminal.warn("\(mountPoint) was still in use when it was unmounted")
        }
        throw CommandEnd(.of(command: status))
    }
}
