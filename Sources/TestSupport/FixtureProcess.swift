internal import Foundation

/// A program of the tests that serves something in a process of its own, and obeys commands on its standard input.
///
/// It says `ready` when it is, and answers each command with one line.
public final class FixtureProcess {
    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()

    /// Starts a program that was built beside the running tests, and waits until it is ready.
    public init(_ name: String, _ arguments: [String]) throws {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        process.executableURL = URL(filePath: tests).deletingLastPathComponent()
            .appending(path: name)
        process.arguments = arguments
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        guard nextLine() == "ready" else { throw CocoaError(.executableLoad) }
    }

    deinit {
        kill()
    }

    /// Sends a command and gives the line that answers it.
    public func command(_ text: String) throws -> String {
        try commands.fileHandleForWriting.write(contentsOf: Data((text + "\n").utf8))
        return nextLine()
    }

    /// Sends a signal.
    public func signal(_ number: Int32) {
        Foundation.kill(process.processIdentifier, number)
    }

    /// Ends it without a chance to clean up, if it runs.
    public func kill() {
        guard process.isRunning else { return }
        signal(SIGKILL)
        process.waitUntilExit()
    }

    /// Waits until it ended, and gives its exit status.
    public func exitStatus() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func nextLine() -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(answers.fileHandleForReading.fileDescriptor, &byte, 1) == 1, byte != 10 {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}
