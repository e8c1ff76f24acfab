import Foundation
import TestSupport
import Testing

/// How a mount ends with its command, and what a mount of a store without accounts shows later.
@Suite(.enabled(if: Sandbox.canMount, "/dev/fuse cannot be used here"))
struct WithTests {
    private let sandbox: Sandbox
    private let program: String

    init() throws {
        sandbox = try Sandbox()
        program = try Sandbox.program()
    }

    @Test("a signal that ends `with` ends its command, its mount and its mount point")
    func terminated() throws {
        try sandbox.dossier("import", SampleData.path("interactions"))
        let outcome = try sandbox.shell(
            """
            \(program) with \(sandbox.path("here")) -- sh -c 'echo $$ > pid; exec sleep 1000' & id=$!
            until [ -s pid ] || [ $SECONDS -gt 60 ]; do :; done
            kill -TERM $id
            wait $id; echo $?
            kill -0 $(cat pid) 2> /dev/null && echo the command lives
            [ -e here ] && echo the mount point is left
            grep " $PWD/here " /proc/mounts || true
            """)
        #expect(outcome.text == "143\n")
    }

    @Test("the command is interrupted as in a shell")
    func interrupted() throws {
        try sandbox.dossier("import", SampleData.path("interactions"))
        let outcome = try sandbox.shell(
            "\(program) with here -- sh -c 'kill -INT $$; echo survived'", expecting: 130)
        #expect(outcome.text.isEmpty)
    }

    @Test("a mount of a store without accounts shows the standard one later, and no other")
    func laterAccounts() throws {
        let suite = "run: cat\nmatchers: [contains]\ncases:\n  - {name: a, input: x, expect: x}\n"
        try Data(suite.utf8).write(to: URL(filePath: sandbox.path("suite.yaml")))
        try sandbox.dossier("eval", "run", sandbox.path("suite.yaml"))
        let mount = try sandbox.mount()
        let sample = SampleData.path("interactions")
        try sandbox.dossier("import", sample, "--account", "acme")
        try sandbox.dossier(
            "import", SampleData.path("investigations"), "--kind", "investigation")
        try sandbox.shell(
            """
            until ls \(mount)/investigations | grep -q 20; do [ $SECONDS -lt 60 ] || exit 1; done
            """)
        #expect(try sandbox.shell("ls \(mount)/interactions").text == "index.tsv\n")
    }
}
