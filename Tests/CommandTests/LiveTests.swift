import Foundation
import JSON
import TestSupport
import Testing

/// How a mount shows interactions while they run.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct LiveTests {
    @Test(
        "an interaction is seen while it runs, gets its place with its root, and leaves live when it is over"
    )
    func lifetime() throws {
        let sandbox = try Sandbox()
        let (mount, running) = try sandbox.mountListening("--quiet", "1.5")
        try sandbox.program("lifetime.py", running.address, mount)
        running.end()
    }

    @Test("tail -f shows a line for each span as it arrives")
    func tail() throws {
        let sandbox = try Sandbox()
        let (mount, running) = try sandbox.mountListening()
        try sandbox.program("follow_log.py", running.address, mount)
        running.end()
    }

    @Test("what another process stores is seen too, and both may receive")
    func otherWriter() throws {
        let sandbox = try Sandbox()
        let (mount, running) = try sandbox.mountListening("--quiet", "600")
        let other = try sandbox.receive("--quiet", "600")
        try sandbox.program("two_receivers.py", running.address, other.address, mount)
        try sandbox.dossier(
            "import", Sandbox.project.appending(path: "SampleData/interactions").path)
        try sandbox.wait(until: "[ $(ls \(mount)/interactions | wc -l) -gt 2 ]")
        other.end()
        running.end()
        #expect(running.output.contains("cannot") == false, "\(running.output)")
    }

    @Test("a mount lists what it receives where it is told to, also in the background")
    func kind() throws {
        let sandbox = try Sandbox()
        let place = sandbox.newMountPoint("mount")
        let socket = sandbox.path("socket")
        try sandbox.dossier(
            "mount", place, "--listen", "--address", "unix:\(socket)", "--kind", "investigation",
            "--quiet", "0.3")
        try sandbox.program("send_some.py", "unix:\(socket)")
        try sandbox.wait(
            until: "[ $(tail -n +2 \(place)/investigations/index.tsv | grep -c complete) = 4 ]")
        #expect(try sandbox.shell("wc -l < \(place)/interactions/index.tsv").text == "1\n")
    }

    @Test("a mount alone shows and settles what a receiver that died left behind")
    func leftBehind() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive("--quiet", "600")
        try sandbox.program("send_some.py", receiver.address)
        let database = "sqlite3 -cmd '.timeout 20000' '\(sandbox.storePath)'"
        try sandbox.wait(
            until: "[ $(\(database) 'SELECT count(*) FROM live WHERE leftNs IS NULL') = 4 ]")
        let place = sandbox.newMountPoint("mount")
        try sandbox.dossier("mount", "--quiet", "0.3", place)
        #expect(try sandbox.shell("ls \(place)/live").lines.count == 9)
        receiver.kill()
        try sandbox.wait(until: "[ $(ls \(place)/live | wc -l) = 1 ]")
        let statuses = try sandbox.shell(
            "tail -n +2 \(place)/interactions/index.tsv | cut -f 3 | sort | uniq -c")
        #expect(
            statuses.text.split(separator: " ").joined(separator: " ") == "4 complete\n",
            "\(statuses.text)")
        // What nobody rendered before it died is rendered too.
        try sandbox.shell("\(database) 'UPDATE trace SET revision = revision + 1'")
        try sandbox.wait(
            until: "[ $(\(database) 'SELECT count(*) FROM trace WHERE projected < revision') = 0 ]")
    }

    @Test("an interaction that is damaged does not keep the others from being shown")
    func damaged() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive("--quiet", "600")
        let database = "sqlite3 -cmd '.timeout 20000' '\(sandbox.storePath)'"
        let shown = "\(database) 'SELECT count(*) FROM interaction'"
        try sandbox.program("send_some.py", receiver.address)
        try sandbox.wait(until: "[ $(\(shown)) = 4 ]")
        try sandbox.shell(
            """
            \(database) 'UPDATE record SET lengthBytes = lengthBytes - 1 WHERE trace = 1;
                UPDATE trace SET revision = revision + 1, arrivedNs = arrivedNs + 3600000000000 WHERE id = 1'
            """)
        try sandbox.wait(until: "grep -q 'cannot show what arrived' .run-*")
        try sandbox.program("send_one.py", receiver.address, "feed")
        try sandbox.wait(until: "[ $(\(shown)) = 5 ]")
        receiver.end()
    }

    @Test("what was acknowledged before kill -9 under load is there after a restart")
    func killed() throws {
        let sandbox = try Sandbox()
        var receiver = try sandbox.receive()
        let acknowledged = sandbox.path("acknowledged")
        let load = try sandbox.startProgram("send_load.py", receiver.address, acknowledged)
        try sandbox.wait(until: "[ $(wc -l < \(acknowledged)) -ge 30 ]")
        receiver.kill()
        load.process.waitUntilExit()
        receiver = try sandbox.receive()
        receiver.end()
        let stored = try sandbox.shell(
            "sqlite3 'file:\(sandbox.storePath)?mode=ro' "
                + "'SELECT lower(hex(traceID)) FROM trace ORDER BY 1' > stored; "
                + "sort \(acknowledged) | comm -23 - stored | wc -l; wc -l < \(acknowledged)")
        #expect(stored.lines.first == "0", "\(stored.text)")
        #expect(Int(stored.lines.last ?? "") ?? 0 >= 30)
        let doctor = try sandbox.dossier("doctor")
        #expect(doctor.text.contains("traces_not_yet_rendered\t0"))
    }
}
