import Foundation
import Glibc
import Testing

/// A command of the sandbox that runs until it is asked to end.
final class RunningCommand {
    let process: Process
    /// Where it listens; empty when it does not.
    let address: String
    private let outputPath: String

    init(_ process: Process, outputPath: String, address: String) {
        self.process = process
        self.outputPath = outputPath
        self.address = address
    }

    /// What it printed, to either output.
    var output: String {
        String(decoding: FileManager.default.contents(atPath: outputPath) ?? Data(), as: UTF8.self)
    }

    /// Asks it to end, and waits until it has.
    func end() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// Ends it at once, as a crash would.
    func kill() {
        Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit {
        if process.isRunning { kill() }
    }
}

extension Sandbox {
    /// Starts a command that says in a line that begins with `sign` that it is ready.
    func start(
        _ arguments: [String], until sign: String = "listening on ",
        environment: [String: String] = [:]
    ) throws -> RunningCommand {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(filePath: tests).deletingLastPathComponent().appending(path: "dossier")
        return try start(program, arguments, until: sign, environment: environment)
    }

    /// Starts one of the programs beside the tests, which says `started` when it has.
    func startProgram(_ name: String, _ arguments: String...) throws -> RunningCommand {
        let script = Self.project.appending(path: "Tests/CommandTests/Programs/\(name)").path
        return try start(
            URL(filePath: "/usr/bin/env"), ["python3", "-u", script] + arguments,
            until: "started")
    }

    /// Starts a program that says in a line that begins with `sign` that it is ready.
    func start(
        _ program: URL, _ arguments: [String], until sign: String,
        environment added: [String: String] = [:]
    ) throws -> RunningCommand {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = directory
        var environment = ProcessInfo.processInfo.environment
        environment["DOSSIER_STORE"] = storePath
        environment["PYTHONPATH"] = Self.project.appending(path: "Scripts/bench-support").path
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        process.environment = environment.merging(added) { $1 }
        let outputPath = path(".run-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: outputPath, contents: nil)
        let output = try FileHandle(forWritingTo: URL(filePath: outputPath))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline, process.isRunning {
            let text = String(
                decoding: FileManager.default.contents(atPath: outputPath) ?? Data(),
                as: UTF8.self)
            let line = text.split(separator: "\n").first { $0.contains(sign) }
            if let line, text.hasSuffix("\n") {
                let address = line.components(separatedBy: sign).last ?? ""
                return RunningCommand(process, outputPath: outputPath, address: address)
            }
            usleep(5_000)
        }
        let running = RunningCommand(process, outputPath: outputPath, address: "")
        throw CocoaError(
            .executableLoad, userInfo: [NSLocalizedDescriptionKey: running.output])
    }

    /// Starts a receiver on a free port.
    func receive(_ arguments: String...) throws -> RunningCommand {
        try start(["receive", "--address", "127.0.0.1:0"] + arguments)
    }

    /// Mounts the store in a process that also receives on a free port.
    func mountListening(_ arguments: String...) throws -> (mount: String, RunningCommand) {
        let place = newMountPoint("mount")
        let running = try start(
            ["mount", place, "--foreground", "--listen", "--address", "127.0.0.1:0"] + arguments)
        // It listens before it is mounted.
        try wait(until: "[ -e \(place)/README.md ]")
        return (place, running)
    }

    /// Runs one of the programs beside the tests, which get the modules of `Scripts` too.
    @discardableResult
    func program(
        _ name: String, _ arguments: String..., expecting status: Int32? = 0
    ) throws -> Outcome {
        try program(name, arguments, expecting: status)
    }

    /// Runs one of the programs beside the tests, which get the modules of `Scripts` too.
    @discardableResult
    func program(
        _ name: String, _ arguments: [String], expecting status: Int32? = 0
    ) throws -> Outcome {
        let script = Self.project.appending(path: "Tests/CommandTests/Programs/\(name)").path
        let modules = Self.project.appending(path: "Scripts/bench-support").path
        let words = ([script] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try shell(
            "PYTHONDONTWRITEBYTECODE=1 PYTHONPATH='\(modules)' python3 \(words)",
            expecting: status)
    }

    /// Waits until a shell condition holds; fails after a minute.
    func wait(until condition: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        // Not timeout(1): its signal may be one that whoever runs the tests has blocked.
        let outcome = try run(
            shell: "until \(condition); do [ $SECONDS -lt 60 ] || exit 1; sleep 0.02; done")
        if outcome.status != 0 {
            Issue.record("never true: \(condition)", sourceLocation: sourceLocation)
        }
    }
}
