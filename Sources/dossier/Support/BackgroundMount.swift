internal import Foundation
internal import Glibc

/// A mount that another process of this program serves.
struct BackgroundMount {
    private let process: ChildProcess

    /// Starts a mount, with further arguments, and waits until it serves.
    init(
        mountPoint: String, store: String, account: String?, readOnly: Bool, evals: String? = nil,
        further: [String] = []
    ) throws {
        guard let ready = ReadySignal() else {
            throw OperationFailure("no descriptors are left")
        }
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        var arguments = [
            program, "mount", Self.absolute(mountPoint), "--foreground", "--signals-ready",
            "--store", Self.absolute(store),
        ]
        if let account { arguments += ["--account", account] }
        if readOnly { arguments.append("--read-only") }
        if let evals { arguments += ["--evals", Self.absolute(evals)] }
        arguments += further
        process = try ChildProcess(
            arguments, isDetached: true, readyDescriptor: ready.writeEnd)
        if let failure = ready.wait() {
            _ = process.wait()
            throw OperationFailure(failure.trimmingCharacters(in: .newlines))
        }
    }

    /// Unmounts, and waits until the process has ended; gives its exit status.
    func end() -> Int32 {
        process.send()
        return process.wait()
    }

    /// Where a mount in the background reports: `dossier/mount.log` in the XDG state directory.
    static var logPath: String {
        let environment = ProcessInfo.processInfo.environment
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let directory =
            (state ?? "\(environment["HOME"] ?? NSHomeDirectory())/.local/state") + "/dossier"
        // Without the directory the reports are lost, and the mount works all the same.
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        return "\(directory)/mount.log"
    }

    private static func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
