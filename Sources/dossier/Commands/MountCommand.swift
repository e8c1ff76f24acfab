internal import ArgumentParser
internal import Foundation
internal import Fuse
internal import Glibc
internal import Mount
internal import Receiver
internal import Store
internal import SystemPackage
internal import Traces
internal import Tree

/// `dossier mount`.
struct MountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mount",
        abstract: "Mounts the store as a directory tree.",
        discussion: """
            The mount is live: what is imported while it is mounted appears in it. It serves in the \
            background until `dossier unmount`; what is left at the mount point of a mount that died is \
            cleaned away. With --listen, applications send their telemetry to it, and each interaction \
            is seen while it runs. SIGUSR1 makes it report how many requests it has answered.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Flag(help: "Receive OpenTelemetry traces and logs too, as `dossier receive` does.")
    var listen = false

    @OptionGroup var receiverArguments: ReceiverArguments
    @OptionGroup var liveOptions: LiveOptions

    @Flag(help: "Refuse every change in evals/ too, as everything else does anyway.")
    var readOnly = false

    @Option(
        help: ArgumentHelp(
            "Link every suite file of this directory, as `dossier eval link` does.",
            valueName: "directory"),
        completion: .directory)
    var evals: String?

    @Flag(name: [.customShort("f"), .long], help: "Serve in the foreground, until a signal.")
    var foreground = false

    @Flag(help: .private)
    var signalsReady = false

    @Argument(
        help: ArgumentHelp("A directory; made when it is missing.", valueName: "mountpoint"),
        completion: .directory)
    var mountPoint: String

    func run() throws {
        guard foreground else {
            _ = try BackgroundMount(
                mountPoint: mountPoint, store: storeOptions.path,
                account: accountOptions.account, readOnly: readOnly, evals: evals,
                further: ["--quiet", "\(liveOptions.quietSeconds)"]
                    + (listen ? ["--listen"] + receiverArguments.words : []))
            return
        }
        if signalsReady { ReadySignal.closeInheritedDescriptors() }
        let mount: TreeMount
        let service: LiveService?
        do {
            (mount, service) = try makeMount()
        } catch {
            guard signalsReady else { throw error }
            ReadySignal.send(failure: Dossier.message(for: error))
            throw CommandEnd(.failed)
        }
        defer { service?.stop() }
        if signalsReady { moveToBackground() }
        let end = try mount.run(statisticsSignal: SIGUSR1, report: Terminal.warn)
        if case .cut = end {
            Terminal.warn("\(mountPoint) was in use: it was unmounted under its readers")
            throw CommandEnd(.checkFailed)
        }
    }

    private func makeMount() throws -> (TreeMount, LiveService?) {
        _ = try MissingDirectory.make(at: mountPoint)
        let store =
            try listen || !readOnly
            ? storeOptions.openForWriting(creating: listen) : storeOptions.openForReading()
        let configuration = try listen ? ReceiverConfiguration.stored() : nil
        let account =
            try accountOptions.account == nil
            ? configuration?.account ?? accountOptions.chosen(in: store)
            : accountOptions.chosen(in: store, mayBeNew: listen)
        let service = try liveService(of: store)
        do {
            if let service, let configuration {
                let address = try service.listen(
                    receiverArguments.options(account: account, configuration))
                if !signalsReady { Terminal.warn("listening on \(address)") }
            }
            return (try makeMount(of: store, account: account), service)
        } catch {
            service?.stop()
            throw error
        }
    }

    /// What keeps unfinished interactions up to date; nil when the store is only read.
    private func liveService(of store: Store) throws -> LiveService? {
        guard listen || !readOnly else { return nil }
        return try LiveService(
            store, as: listen ? .recorder : .caretaker, quietTime: liveOptions.quietTime)
    }

    private func makeMount(of store: Store, account: String) throws -> TreeMount {
        let writer = readOnly ? nil : store.suiteWriter(account: account, origin: .mount)
        let tree = Tree(store.reader(account: account), writer: writer)
        if let evals {
            for failure in try tree.linkSuites(in: LinkableFile.paths(in: evals), at: Clock.now()) {
                Terminal.warn("\(failure)")
            }
        }
        return try TreeMount(
            tree, isReadOnly: readOnly, of: FilePath(storeOptions.path), at: FilePath(mountPoint),
            report: Terminal.warn)
    }

    /// Leaves the caller's session and its output; what there is to report goes to a file.
    private func moveToBackground() {
        setsid()
        let log = open(BackgroundMount.logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if log >= 0 {
            dup2(log, STDOUT_FILENO)
            dup2(log, STDERR_FILENO)
            close(log)
        }
        ReadySignal.sendReady()
    }
}
