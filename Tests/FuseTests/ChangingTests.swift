import Fuse
import Glibc
import SystemPackage
import Testing

@Suite(.enabled(if: FixtureMount.isPossible, "/dev/fuse cannot be opened"), .serialized)
struct ChangingTests {
    @Test("what the file system does not have is ENOSYS, what it refuses is its own error")
    func errors() throws {
        let mount = try FixtureMount()
        #expect(failure { rmdir(mount.file("many")) } == .noFunction)
        #expect(failure { mkdir(mount.file("new"), 0o750) } == .readOnlyFileSystem)
        #expect(failure { unlink(mount.file("hello")) } == .readOnlyFileSystem)
        #expect(try mount.command("log") == "mkdir new 750; unlink hello")
    }

    @Test("requests for change arrive whole")
    func requests() throws {
        let mount = try FixtureMount()
        #expect(failure { creat(mount.file("new"), 0o640) } == .readOnlyFileSystem)
        #expect(failure { mkfifo(mount.file("pipe"), 0o600) } == .readOnlyFileSystem)
        #expect(failure { symlink("to", mount.file("sym")) } == .readOnlyFileSystem)
        #expect(failure { link(mount.file("hello"), mount.file("two")) } == .readOnlyFileSystem)
        #expect(
            failure { rename(mount.file("hello"), mount.file("many/x")) } == .readOnlyFileSystem)
        #expect(
            failure {
                ExtendedAttributeCalls.set(mount.file("hello"), "user.a", [1, 2, 3], flags: 1)
            } == .notSupported)
        let log = try mount.command("log")
        #expect(
            log == """
                mknod new regular 640; mknod pipe pipe 600; symlink sym to to; link 2 as two; \
                rename hello to x in 4 0; setxattr user.a 3 1
                """)
    }

    @Test("bytes are written, cut, synchronised and copied where the caller said")
    func writing() throws {
        let mount = try FixtureMount()
        let descriptor = open(mount.file("changing"), O_RDWR | O_TRUNC)
        try #require(descriptor >= 0)
        #expect(pwrite(descriptor, "12345", 5, 2) == 5)
        #expect(fsync(descriptor) == 0)
        #expect(fdatasync(descriptor) == 0)
        #expect(posix_fallocate(descriptor, 10, 20) == ENOSPC)
        close(descriptor)
        let log = try mount.command("log")
        #expect(log.hasPrefix("setattr 7 size 0; write 5 to 7 at 2; fsync 7 all"))
        #expect(log.hasSuffix("fsync 7 data; fallocate 7 10+20"))
    }

    @Test("changed content is seen after it was announced, and not before")
    func invalidation() throws {
        let mount = try FixtureMount()
        let file = mount.file("changing")
        #expect(try text(ofFile: file) == "first")
        _ = try mount.command("change-silently other")
        #expect(try text(ofFile: file) == "first")
        for round in 0..<100 {
            _ = try mount.command("change text of round \(round)")
            #expect(try text(ofFile: file) == "text of round \(round)")
        }
    }

    @Test("a name that appears is seen after it was announced, and not before")
    func appearance() throws {
        let mount = try FixtureMount()
        let file = mount.file("appearing")
        #expect(throws: Errno.noSuchFileOrDirectory) { try status(of: file) }
        #expect(throws: Errno.noSuchFileOrDirectory) { try status(of: file) }
        #expect(try mount.count("lookup") == 1)
        _ = try mount.command("appear")
        #expect(try text(ofFile: file) == "hello, world\n")
    }

    @Test("content that is pushed is read without a request")
    func push() throws {
        let mount = try FixtureMount()
        _ = try status(of: mount.file("pushed"))
        #expect(try mount.command("push-unknown") == "not known")
        #expect(try mount.command("push abcdef") == "known")
        #expect(try text(ofFile: mount.file("pushed")) == "abcdef")
        #expect(try mount.count("read") == 0)
    }

    @Test("more notifications than the queue holds are sent, coalesced, without loss of service")
    func flood() throws {
        let mount = try FixtureMount()
        #expect(try mount.command("submit-many") == "done")
        #expect(try text(ofFile: mount.file("hello")) == "hello, world\n")
    }
}
