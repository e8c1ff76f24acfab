import Foundation
import Fuse
import Glibc
import SystemPackage
import Testing

/// A mount of the fixture in a directory of its own, gone with this value.
final class FixtureMount {
    let path: String
    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()

    static let isPossible = access("/dev/fuse", R_OK | W_OK) == 0

    init(patienceMilliseconds: Int = 5_000, isReadOnly: Bool = false) throws {
        path = NSTemporaryDirectory() + "fuse-test-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        let executable = try FileManager.default.destinationOfSymbolicLink(
            atPath: "/proc/self/exe")
        process.executableURL = URL(filePath: executable).deletingLastPathComponent()
            .appending(path: "FuseFixture")
        process.arguments = [path, String(patienceMilliseconds), isReadOnly ? "ro" : "rw"]
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        try #require(nextLine() == "ready")
    }

    deinit {
        if process.isRunning { kill() }
        do {
            let point = try MountPoint(FilePath(path))
            if try isMounted { try point.unmount(lazily: true) }
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }

    func file(_ name: String) -> String { path + "/" + name }

    /// Sends a command and gives the line that answers it.
    func command(_ text: String) throws -> String {
        try commands.fileHandleForWriting.write(contentsOf: Data((text + "\n").utf8))
        return nextLine()
    }

    /// How many requests of one kind, or "total", the fixture got.
    func count(_ kind: String) throws -> Int {
        for word in try command("counts").split(separator: " ") {
            let parts = word.split(separator: "=")
            if parts[0] == kind { return Int(parts[1]) ?? 0 }
        }
        return 0
    }

    func signal(_ number: Int32) {
        Glibc.kill(process.processIdentifier, number)
    }

    func kill() {
        signal(SIGKILL)
        process.waitUntilExit()
    }

    /// Waits until the fixture ended, and gives its exit status.
    func exitStatus() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    var isMounted: Bool {
        get throws { try MountTable.current().top(at: FilePath(path)) != nil }
    }

    private func nextLine() -> String {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while Glibc.read(answers.fileHandleForReading.fileDescriptor, &byte, 1) == 1, byte != 10 {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}
