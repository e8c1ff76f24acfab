internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Glibc
internal import Synchronization

/// `dossier with`.
struct WithCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "with",
        abstract: "Mounts for as long as a command runs.",
        discussion: """
            The exit status is the command's. The mount point is made when it is missing, and removed \
            again. SIGTERM and SIGHUP are passed on to the command; whatever ends it, the mount ends too.

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
        let isNew = try MissingDirectory.make(at: mountPoint)
        defer { if isNew { rmdir(mountPoint) } }
        let mount = try BackgroundMount(
            mountPoint: mountPoint, store: storeOptions.path, account: accountOptions.account,
            readOnly: false)
        // The terminal sends these to the command, too; this process stays to unmount.
        signal(SIGINT, SIG_IGN)
        signal(SIGQUIT, SIG_IGN)
        let status: Int32
        do {
            status = try waited()
        } catch {
            _ = mount.end()
            throw error
        }
        if mount.end() != 0 {
            Terminal.warn("\(mountPoint) was still in use when it was unmounted")
        }
        throw CommandEnd(.of(command: status))
    }

    /// Runs the command, and passes on what only this process was sent; gives its exit status.
    private func waited() throws -> Int32 {
        // What comes before the command has begun reaches it when it has.
        let queue = DispatchQueue(label: "dossier.with.signals")
        let started = Started()
        queue.suspend()
        let sources = [SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { started.process.withLock { $0 }?.send(number) }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        defer { if started.process.withLock({ $0 == nil }) { queue.resume() } }
        let process = try ChildProcess(command)
        started.process.withLock { $0 = process }
        queue.resume()
        return process.wait()
    }

    /// The command once it has begun.
    private final class Started: Sendable {
        let process = Mutex<ChildProcess?>(nil)
    }
}
