import Fuse
import Glibc
import SystemPackage
import Testing

@Suite(.enabled(if: FixtureMount.isPossible, "/dev/fuse cannot be opened"), .serialized)
struct ReadingTests {
    @Test("a file gives exactly its bytes, in one piece and at any offset")
    func content() throws {
        let mount = try FixtureMount()
        #expect(try text(ofFile: mount.file("hello")) == "hello, world\n")
        let expected = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
        #expect(try bytes(ofFile: mount.file("big")) == expected)
        let descriptor = open(mount.file("big"), O_RDONLY)
        defer { close(descriptor) }
        var piece = [UInt8](repeating: 0, count: 5)
        #expect(pread(descriptor, &piece, 5, 599_998) == 2)
        #expect(piece[..<2] == expected[599_998...])
    }

    @Test("attributes arrive as they were given")
    func attributes() throws {
        let mount = try FixtureMount()
        let hello = try status(of: mount.file("hello"))
        #expect(hello.st_size == 13)
        #expect(hello.st_ino == 2)
        #expect(hello.st_mode == S_IFREG | 0o644)
        #expect(hello.st_mtim.tv_sec == 1_234_567_890)
        #expect(hello.st_mtim.tv_nsec == 123_456_789)
        #expect(try status(of: mount.file("link")).st_mode & S_IFMT == S_IFLNK)
    }

    @Test("a directory of 10,000 names is listed whole and in order, at the cost of no lookup")
    func manyNames() throws {
        let mount = try FixtureMount()
        let names = try names(inDirectory: mount.file("many"))
        #expect(names.count == 10_000)
        #expect(names.first == "entry-00000" && names.last == "entry-09999")
        #expect(names == names.sorted())
        let before = try mount.count("lookup")
        for name in names { _ = try status(of: mount.file("many/" + name)) }
        #expect(try mount.count("lookup") == before)
        #expect(try mount.count("getattr") <= 2)
    }

    @Test("a symbolic link is followed, and its target is asked for once")
    func symbolicLink() throws {
        let mount = try FixtureMount()
        for _ in 0..<3 { #expect(try text(ofFile: mount.file("link")) == "hello, world\n") }
        #expect(try mount.count("readlink") == 1)
    }

    @Test("a request that is not answered fails with EIO")
    func unanswered() throws {
        let mount = try FixtureMount()
        // The first failure may be of read-ahead, after which the kernel reads the page alone: EIO again.
        #expect(throws: Errno.ioError) {
            _ = try (0..<13).map { _ in try bytes(ofFile: mount.file("unanswered")) }
        }
    }

    @Test("a name over 255 bytes is refused by the binding")
    func longName() throws {
        let mount = try FixtureMount()
        let name = mount.file(String(repeating: "x", count: 300))
        #expect(throws: Errno.fileNameTooLong) { try status(of: name) }
    }

    @Test("extended attributes are told, with their size first")
    func extendedAttributes() throws {
        let mount = try FixtureMount()
        typealias Calls = ExtendedAttributeCalls
        let hello = mount.file("hello")
        #expect(Calls.get(hello, "user.note", room: 0).count == 6)
        #expect(Calls.get(hello, "user.note", room: 64).value == Array("a note".utf8))
        #expect(failure { Int32(Calls.get(hello, "user.note", room: 3).count) } == .outOfRange)
        #expect(failure { Int32(Calls.get(hello, "user.none", room: 64).count) } == .noData)
        #expect(Calls.list(hello) == 21)
    }

    @Test("the second pass over files and directories costs no request")
    func secondPass() throws {
        let mount = try FixtureMount(isReadOnly: true)
        func pass() throws {
            for name in try names(inDirectory: mount.path) where name == "hello" || name == "big" {
                _ = try bytes(ofFile: mount.file(name))
                _ = try status(of: mount.file(name))
            }
        }
        try pass()
        let before = try mount.command("counts")
        try pass()
        let after = try mount.command("counts")
        // Directories are read again: what the kernel may keep of them it is told with opendir, which is not asked.
        func withoutDirectories(_ counts: String) -> [Substring] {
            counts.split(separator: " ").filter {
                !$0.hasPrefix("readdirplus") && !$0.hasPrefix("total") && !$0.hasPrefix("forget")
            }
        }
        #expect(withoutDirectories(before) == withoutDirectories(after))
        #expect(try mount.count("open") == 1)
        #expect(try mount.count("flush") <= 1)
        #expect(try mount.count("release") == 0)
    }

    @Test("a reader that is killed interrupts its request")
    func interrupt() throws {
        let mount = try FixtureMount()
        let process = try spawn(["cat", mount.file("endless")])
        while try mount.count("lookup") == 0 { sched_yield() }
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        #expect(status & 0x7f == SIGKILL)
        #expect(try mount.command("log").contains("interrupted"))
    }
}
