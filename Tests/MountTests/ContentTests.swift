import Fuse
import Glibc
import SystemPackage
import Testing

@Suite(.enabled(if: MountedFixture.isPossible, "/dev/fuse cannot be opened"), .serialized)
struct ContentTests {
    @Test("files hold their bytes, whether they were pushed or read")
    func content() throws {
        let mount = try MountedFixture()
        // Every line of a file is its path; what was pushed to the wrong file, or cut, would show.
        let wrong = try mount.shell(
            """
            find . -name '*.*' -type f ! -name huge.log | cut -c3- > /tmp/mount-test-$$
            while read f; do grep -qvxF "$f" <(head -n -1 "$f") && echo "$f"; done < /tmp/mount-test-$$
            rm /tmp/mount-test-$$
            """)
        #expect(wrong.isEmpty)
        #expect(
            try mount.shell("md5sum < day-1/interaction-110/huge.log")
                == mount.shell("head -c 300000 /dev/zero | tr '\\0' A | md5sum"))
    }

    @Test("two archives of the tree are the same, and links lead where they say")
    func archives() throws {
        let mount = try MountedFixture()
        #expect(try mount.shell("tar cf - . | md5sum") == mount.shell("tar cf - . | md5sum"))
        #expect(
            try mount.shell("readlink latest; head -1 latest/README.md")
                == "day-0/interaction-100\nday-0/interaction-100/README.md\n")
    }

    @Test("a changed file is seen at once, and who has it open keeps what was there")
    func change() throws {
        let mount = try MountedFixture()
        let name = "day-0/interaction-101/response.md"
        let before = try mount.text(of: name)
        let descriptor = open(mount.file(name), O_RDONLY)
        defer { close(descriptor) }
        for round in 0..<50 {
            try mount.command("write \(name) round-\(round)")
            #expect(try mount.text(of: name) == "round-\(round)")
        }
        var bytes = [UInt8](repeating: 0, count: 100_000)
        let count = read(descriptor, &bytes, bytes.count)
        #expect(bytes[..<max(count, 0)] == Array(before.utf8)[...])
    }

    @Test("names that come and go are seen at once, after they were looked for in vain too")
    func names() throws {
        let mount = try MountedFixture()
        let name = "day-0/interaction-102/new.md"
        #expect(throws: (any Error).self) { try mount.text(of: name) }
        let listed = try mount.shell("ls day-0/interaction-102")
        try mount.command("write \(name) here")
        #expect(try mount.text(of: name) == "here")
        #expect(try mount.shell("ls day-0/interaction-102") != listed)
        try mount.command("remove \(name)")
        #expect(throws: (any Error).self) { try mount.text(of: name) }
        #expect(try mount.shell("ls day-0/interaction-102") == listed)
        try mount.command("write day-9/interaction-900/README.md first")
        #expect(try mount.shell("cat day-9/*/README.md") == "first")
    }

    @Test("a hidden name is reached and not listed")
    func hidden() throws {
        let mount = try MountedFixture()
        try mount.command("write day-0/interaction-103/.raw/span.jsonl secret")
        #expect(try mount.shell("grep -r secret .").isEmpty)
        #expect(try mount.text(of: "day-0/interaction-103/.raw/span.jsonl") == "secret")
    }

    @Test("when changes were lost, everything is forgotten")
    func lost() throws {
        let mount = try MountedFixture()
        try mount.shell("ls -lR; cat */*/README.md")
        let before = try mount.count("total")
        try mount.command("lose")
        try mount.shell("ls -lR > /dev/null")
        #expect(try mount.count("total") > before + 100)
    }

    @Test("a damaged file is an error of that file alone")
    func damage() throws {
        let mount = try MountedFixture()
        try mount.command("damage day-0/interaction-104/spans/020-http-get.yaml")
        let failed = try mount.shell(
            "grep -rs needle day-0/interaction-104; cat day-0/*/spans/* 2>&1 >/dev/null")
        #expect(failed.contains("020-http-get.yaml: Input/output error"))
        #expect(failed.split(separator: "\n").count == 1)
    }

    @Test("every change is refused with EROFS")
    func refusals() throws {
        let mount = try MountedFixture()
        let file = mount.file("day-0/interaction-100/README.md")
        let directory = mount.file("day-0")
        let calls: [() -> Int32] = [
            { open(file, O_WRONLY) }, { creat(directory + "/x", 0o644) },
            { mkdir(directory + "/x", 0o755) }, { unlink(file) }, { rmdir(directory) },
            { rename(file, file + "2") }, { link(file, file + "2") }, { symlink("x", file + "2") },
            { truncate(file, 0) }, { chmod(file, 0o600) }, { chown(file, 0, 0) },
            { utimensat(AT_FDCWD, file, nil, 0) }, { mkfifo(directory + "/x", 0o644) },
        ]
        for (number, call) in calls.enumerated() {
            #expect(call() == -1 && errno == EROFS, "call \(number)")
        }
    }

    @Test("a killed mount is replaced by the next one at the same place")
    func killed() throws {
        let mount = try MountedFixture()
        let inode = try mount.shell("stat -c %i day-1/interaction-109/README.md")
        try mount.killAndMountAgain()
        #expect(try mount.shell("stat -c %i day-1/interaction-109/README.md") == inode)
        #expect(mount.terminate() == 0)
    }
}
