import Foundation
import Fuse
import Glibc
import SystemPackage
import TestSupport
import Testing

/// A mount of the fixture's tree in a directory of its own, gone with this value.
final class MountedFixture {
    let path: String
    private var fixture: FixtureProcess

    static let isPossible = access("/dev/fuse", R_OK | W_OK) == 0
    static let hasRipgrep = access("/usr/bin/rg", X_OK) == 0

    init() throws {
        path = NSTemporaryDirectory() + "mount-test-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        fixture = try FixtureProcess("MountFixture", [path])
    }

    deinit {
        fixture.kill()
        do {
            let point = try MountPoint(FilePath(path))
            if try MountTable.current().top(at: point.path) != nil {
                try point.unmount(lazily: true)
            }
            try FileManager.default.removeItem(atPath: path)
        } catch {
            Issue.record(error)
        }
    }

    /// Ends the process without a chance to clean up, and mounts again at the same place.
    func killAndMountAgain() throws {
        fixture.kill()
        fixture = try FixtureProcess("MountFixture", [path])
    }

    /// Asks the process to end, and gives its exit status.
    func terminate() -> Int32 {
        fixture.signal(SIGTERM)
        return fixture.exitStatus()
    }

    func command(_ text: String) throws {
        #expect(try fixture.command(text) == "done")
    }

    /// The count of one kind of request, of "total", or of what was pushed.
    func count(_ kind: String) throws -> Int {
        for word in try fixture.command("statistics").split(separator: " ") {
            let parts = word.split(separator: "=")
            if parts[0] == kind { return Int(parts[1]) ?? 0 }
        }
        return 0
    }

    func file(_ name: String) -> String { path + "/" + name }

    func text(of name: String) throws -> String {
        try String(contentsOfFile: file(name), encoding: .utf8)
    }

    /// Runs a shell command in the mount, and gives its output; a status other than 0 or 1 is a failure.
    @discardableResult
    func shell(_ command: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", "cd '\(path)' && " + command]
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus <= 1, "\(command)")
        return String(decoding: data, as: UTF8.self)
    }
}
