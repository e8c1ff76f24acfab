import Foundation
import Glibc
import Testing

/// A temporary directory with a store, in which the built command is run as a user runs it.
///
/// Whatever is mounted in it is unmounted when it goes.
final class Sandbox {
    /// What a program left behind.
    struct Outcome {
        let status: Int32
        let output: Data
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [Substring] { text.split(separator: "\n") }
    }

    static let canMount = access("/dev/fuse", R_OK | W_OK) == 0
    static let isRoot = geteuid() == 0

    let directory: URL
    private var mountPoints: [String] = []

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(
            path: "dossier-command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        for path in mountPoints { _ = umount2(path, Int32(MNT_DETACH)) }
        try? FileManager.default.removeItem(at: directory)  // A leftover in /tmp harms nobody.
    }

    var storePath: String { path("store.dossier") }

    func path(_ name: String) -> String { directory.appending(path: name).path }

    /// The directory of the project.
    static var project: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Runs `dossier` on the sandbox's store.
    @discardableResult
    func dossier(_ arguments: String..., expecting status: Int32? = 0) throws -> Outcome {
        let outcome = try run(arguments)
        if let status, outcome.status != status {
            Issue.record("\(arguments) ended with \(outcome.status): \(outcome.errors)")
        }
        return outcome
    }

    /// Runs `dossier` on the sandbox's store, whatever it ends with.
    func run(_ arguments: [String]) throws -> Outcome {
        try run(Self.program(), arguments)
    }

    /// The path of the built command.
    static func program() throws -> String {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "dossier").path
    }

    /// Unmounts a place that something else mounts when the sandbox goes.
    func willUnmount(_ name: String) {
        mountPoints.append(path(name))
    }

    /// Runs a shell script in the sandbox's directory.
    @discardableResult
    func shell(_ script: String, expecting status: Int32? = 0) throws -> Outcome {
        let outcome = try run(shell: script)
        if let status, outcome.status != status {
            Issue.record("\(script) ended with \(outcome.status): \(outcome.errors)")
        }
        return outcome
    }

    /// Imports all sample data.
    func importSamples() throws {
        let samples = Self.project.appending(path: "SampleData")
        try dossier("import", samples.appending(path: "interactions").path)
        try dossier(
            "import", "--kind", "investigation", samples.appending(path: "investigations").path)
    }

    /// Mounts the store at a new directory.
    func mount(_ name: String = "mount") throws -> String {
        let place = newMountPoint(name)
        try dossier("mount", place)
        return place
    }

    /// Kills the process that serves a mount, as by `kill -9`, and waits until it is gone.
    func killDaemon(of mount: String) throws {
        // The brackets keep the pattern from matching the shell that runs it.
        let pattern = "'[m]ount \(mount) '"
        try shell("pkill -KILL -f -- \(pattern)")
        try wait(until: "! pgrep -f -- \(pattern) > /dev/null")
    }

    /// The path of a directory at which something is going to be mounted.
    func newMountPoint(_ name: String) -> String {
        let place = path(name)
        mountPoints.append(place)
        return place
    }

    /// Runs a shell script, whatever it ends with.
    func run(shell script: String) throws -> Outcome {
        try run("/bin/bash", ["-c", "set -o pipefail\n" + script])
    }

    private func run(_ program: String, _ arguments: [String]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = directory
        var environment = ProcessInfo.processInfo.environment
        environment["DOSSIER_STORE"] = storePath
        process.environment = environment
        // Files instead of pipes: a mount in the background must not keep a pipe open.
        let output = directory.appending(path: ".out-\(UUID().uuidString)")
        let errors = directory.appending(path: ".err-\(UUID().uuidString)")
        for file in [output, errors] {
            _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        defer {
            try? FileManager.default.removeItem(at: output)  // Gone with the sandbox otherwise.
            try? FileManager.default.removeItem(at: errors)  // Gone with the sandbox otherwise.
        }
        return Outcome(
            status: process.terminationStatus, output: try Data(contentsOf: output),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}
