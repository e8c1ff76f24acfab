import Fuse
import Glibc
import SystemPackage
import Testing

@Suite(.enabled(if: FixtureMount.isPossible, "/dev/fuse cannot be opened"), .serialized)
struct SessionTests {
    @Test("the signals to end unmount and exit with success", arguments: [SIGTERM, SIGINT, SIGHUP])
    func signals(number: Int32) throws {
        let mount = try FixtureMount()
        #expect(try text(ofFile: mount.file("hello")) == "hello, world\n")
        mount.signal(number)
        #expect(mount.exitStatus() == 0)
        #expect(try !mount.isMounted)
    }

    @Test("a stop from another thread unmounts")
    func stop() throws {
        let mount = try FixtureMount()
        _ = try mount.command("stop")
        #expect(mount.exitStatus() == 0)
        #expect(try !mount.isMounted)
    }

    @Test("unmounting from outside ends the session")
    func unmountFromOutside() throws {
        let mount = try FixtureMount()
        _ = try text(ofFile: mount.file("hello"))
        try MountPoint(FilePath(mount.path)).unmount()
        #expect(mount.exitStatus() == 0)
    }

    @Test("a stop waits for readers, who are served until they are done")
    func patientStop() throws {
        let mount = try FixtureMount()
        let descriptor = open(mount.file("big"), O_RDONLY)
        var byte: UInt8 = 0
        mount.signal(SIGTERM)
        #expect(pread(descriptor, &byte, 1, 500_000) == 1)
        #expect(try mount.isMounted)
        close(descriptor)
        #expect(mount.exitStatus() == 0)
        #expect(try !mount.isMounted)
    }

    @Test("a stop that waited in vain unmounts lazily, cuts the readers and says so")
    func impatientStop() throws {
        let mount = try FixtureMount(patienceMilliseconds: 100)
        let descriptor = open(mount.file("big"), O_RDONLY)
        defer { close(descriptor) }
        mount.signal(SIGTERM)
        #expect(mount.exitStatus() == 3)
        #expect(try !mount.isMounted)
        var byte: UInt8 = 0
        #expect(failure { Int32(pread(descriptor, &byte, 1, 500_000)) } != nil)
    }

    @Test("a killed session leaves a stale mount, which is detected and cleaned")
    func staleMount() throws {
        let mount = try FixtureMount()
        let point = try MountPoint(FilePath(mount.path))
        guard case .mounted(let row) = try point.state() else {
            Issue.record("not mounted")
            return
        }
        #expect(row.type == "fuse.sample")
        #expect(row.source == "fixture, with a comma")
        #expect(row.options.contains("nosuid") && row.options.contains("noexec"))
        mount.kill()
        // The attributes of the root may still be cached; whoever asks for more is told.
        #expect(throws: Errno.socketNotConnected) { try text(ofFile: mount.file("hello")) }
        let stale = try MountPoint(FilePath(mount.path))
        #expect(stale == point)
        #expect(try stale.state() == .stale)
        #expect(try stale.clean())
        #expect(try stale.state() == .free)
        #expect(try !stale.clean())
    }

    @Test("a session that ends leaves nothing: 30 mounts of one place after another")
    func cycles() throws {
        for _ in 0..<30 {
            let mount = try FixtureMount()
            mount.signal(SIGTERM)
            #expect(mount.exitStatus() == 0)
        }
    }

    @Test("a place that is not a directory is refused")
    func notADirectory() throws {
        #expect(throws: Errno.noSuchFileOrDirectory) { try MountPoint("/nonexistent/place") }
        #expect(throws: Errno.notDirectory) {
            try Session(
                Nothing(), at: "/proc/self/status",
                options: MountOptions(source: "x", subtype: "x"))
        }
    }

    private struct Nothing: FileSystem {}
}
