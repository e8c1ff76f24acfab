import Foundation
import Fuse
import Glibc
import SystemPackage
import TestSupport
import Testing

/// A mount of the fixture in a directory of its own, gone with this value.
final class FixtureMount {
    let path: String
    private let fixture: FixtureProcess

    static let isPossible = access("/dev/fuse", R_OK | W_OK) == 0

    init(patienceMilliseconds: Int = 5_000, isReadOnly: Bool = false) throws {
        path = NSTemporaryDirectory() + "fuse-test-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false)
        fixture = try FixtureProcess(
            "FuseFixture", [path, String(patienceMilliseconds), isReadOnly ? "ro" : "rw"])
    }

    deinit {
        fixture.kill()
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
    func command(_ text: String) throws -> String { try fixture.command(text) }

    func signal(_ number: Int32) { fixture.signal(number) }

    func kill() { fixture.kill() }

    func exitStatus() -> Int32 { fixture.exitStatus() }

    /// How many requests of one kind, or "total", the fixture got.
    func count(_ kind: String) throws -> Int {
        for word in try command("counts").split(separator: " ") {
            let parts = word.split(separator: "=")
            if parts[0] == kind { return Int(parts[1]) ?? 0 }
        }
        return 0
    }

    var isMounted: Bool {
        get throws { try MountTable.current().top(at: FilePath(path)) != nil }
    }
}
