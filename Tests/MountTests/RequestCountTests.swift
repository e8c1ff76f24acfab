import Testing

@Suite(.enabled(if: MountedFixture.isPossible, "/dev/fuse cannot be opened"), .serialized)
struct RequestCountTests {
    @Test(
        "the second pass of a reading program costs no request",
        arguments: [
            "grep -r needle .", "find . -type f", "ls -lR", "tar cf /dev/zero .", "cat */*/*.md",
            "rg needle .",
        ])
    func secondPass(command: String) throws {
        let mount = try MountedFixture()
        try mount.shell(command)
        try mount.shell(command)
        let before = try mount.count("total")
        try mount.shell(command)
        #expect(try mount.count("total") == before)
    }

    @Test("the first pass of grep asks for one file in twenty, and lists with two requests")
    func coldGrep() throws {
        let mount = try MountedFixture()
        let files = try mount.shell("grep -rc needle .").split(separator: "\n").count
        let reads = try mount.count("read")
        let directories = try mount.shell("find . -type d").split(separator: "\n").count
        let large = 24 * 4
        #expect(files > 1_890)
        #expect(reads - large < files / 20, "\(reads) reads of \(files) files")
        #expect(try mount.count("pushed-files") > files * 8 / 10)
        #expect(try Double(mount.count("readdirplus")) <= Double(directories) * 2.1)
        #expect(try mount.count("lookup") + mount.count("getattr") <= 5)
    }

    @Test(
        "the first pass of rg, which goes the other way or lists while it reads, asks for less",
        .enabled(if: MountedFixture.hasRipgrep, "rg is not installed"), arguments: [1, 2])
    func coldRipgrep(threads: Int) throws {
        let mount = try MountedFixture()
        try mount.shell("rg -j\(threads) needle . || true")
        let reads = try mount.count("read")
        // With one thread it runs a race against the pushes; with two it mostly loses it.
        #expect(reads - 24 * 4 < 1_890 * (threads == 1 ? 3 : 1) / 4, "\(reads) reads")
        #expect(try mount.count("pushed-files") > 1_890 / 4)
    }

    @Test(
        "what lists, and what reads single files, has nothing pushed",
        arguments: [
            "ls -lR", "find . -type f", "cat day-0/interaction-100/README.md",
            "for d in */*/; do ls $d; cat $d/README.md; done",
            "cat */*/response.md", "cat day-0/*/llm/002*/response.md",
        ])
    func nothingPushed(command: String) throws {
        let mount = try MountedFixture()
        try mount.shell(command)
        #expect(try mount.count("pushed-files") == 0)
    }

    @Test("find lists each directory with two requests, and asks for nothing else")
    func coldFind() throws {
        let mount = try MountedFixture()
        let directories = try mount.shell("find . -type d").split(separator: "\n").count
        #expect(try Double(mount.count("total")) <= Double(directories) * 2.1 + 5)
    }

    @Test("when the page cache was emptied, files are pushed again")
    func evicted() throws {
        let mount = try MountedFixture()
        try mount.shell("grep -r needle .")
        let (reads, pushed) = (try mount.count("read"), try mount.count("pushed-files"))
        let directories = try mount.count("readdirplus") / 2
        // GNU dd with this flag and count drops a file from the page cache and reads nothing.
        try mount.shell("find . -type f -exec dd if={} iflag=nocache count=0 status=none \\;")
        try mount.shell("grep -r needle .")
        #expect(try mount.count("pushed-files") > pushed * 15 / 10)
        #expect(try mount.count("read") < reads * 2 + directories * 3 / 2)
    }
}
