import Store
import Testing
import Traces

@Suite struct CommitTests {
    private let temporary: TemporaryStore
    private let store: Store
    private let reader: StoreReader

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
        reader = store.reader(account: nil)
        _ = try store.append(Fixture.batch([.span(Fixture.span(1))]))
    }

    private func trace() throws -> TraceRow { try #require(try store.traces().first) }

    private func current() throws -> (row: InteractionRow, manifest: Manifest) {
        let row = try #require(try reader.interaction(try trace().id))
        return (row, try #require(try reader.manifest(row.projection)))
    }

    private func text(_ path: String, in manifest: Manifest) throws -> String {
        let index = try #require(manifest.index(ofPath: path))
        return String(decoding: try reader.content(of: index, in: manifest), as: UTF8.self)
    }

    private func addSpan(_ id: UInt64) throws {
        _ = try store.append(Fixture.batch([.span(Fixture.span(id))]))
    }

    @Test("files come back byte for byte, listed by the bytes of their names")
    func files() throws {
        let big = Fixture.noise(700_000)
        try store.commitFiles(
            [
                Fixture.file("tools/inputs/001.yaml", "in"), Fixture.file("README.md", "read"),
                ProjectedFile(path: "tools/results/001.yaml", body: .link("../inputs/001.yaml")),
                Fixture.file("big.txt", big), Fixture.file("empty", ""),
                Fixture.file(".raw/span.json", "{}", isHidden: true),
            ], of: try trace())
        let (row, manifest) = try current()
        let names = manifest.children(of: 0).map { manifest.name(at: $0) }
        #expect(names == [".raw", "README.md", "big.txt", "empty", "tools"])
        #expect(try text("tools/inputs/001.yaml", in: manifest) == "in")
        #expect(try text("big.txt", in: manifest) == big)
        #expect(try text("empty", in: manifest) == "")
        let link = try #require(manifest.index(ofPath: "tools/results/001.yaml"))
        #expect(manifest.linkTarget(at: link) == "../inputs/001.yaml")
        #expect(manifest.entry(at: link).kind == .link)
        #expect(manifest.entry(at: link).sizeBytes == 18)
        #expect(manifest.path(at: link) == "tools/results/001.yaml")
        #expect(manifest.index(ofPath: "tools/none") == nil)
        let hidden = try #require(manifest.index(ofPath: ".raw"))
        #expect(
            manifest.entry(at: hidden).isHidden && manifest.entry(at: hidden + 1).isHidden == false)
        #expect(manifest.entry(at: 0).modifiedNs == row.modifiedNs)
        #expect(manifest.interaction == row.id)
    }

    @Test("an equal projection changes nothing")
    func unchanged() throws {
        let files = [Fixture.file("a", "1"), Fixture.file("d/b", "2")]
        #expect(try store.commitFiles(files, of: try trace()).added == 1)
        let before = try current()
        let change = try reader.latestChange()
        let summary = try store.commitFiles(files, of: try trace())
        #expect((summary.unchanged, summary.filesWritten, summary.filesKept) == (1, 0, 2))
        #expect(try current() == before)
        #expect(try reader.latestChange() == change)
    }

    @Test("what stays the same keeps identity and time; what changes gets a new one")
    func carryOver() throws {
        try store.commitFiles(
            [
                Fixture.file("same", "1"), Fixture.file("changed", "2"),
                Fixture.file("gone/x", "3"), Fixture.file("dir/same", "4"),
                ProjectedFile(path: "link", body: .link("same")),
            ], of: try trace())
        let old = try current()
        try addSpan(2)
        try store.commitFiles(
            [
                Fixture.file("same", "1"), Fixture.file("changed", "two"),
                Fixture.file("dir/same", "4"), Fixture.file("dir/new", "5"),
                ProjectedFile(path: "link", body: .link("same")),
            ], of: try trace())
        let new = try current()
        #expect(new.row.revision == 1)
        func entries(_ path: String) throws -> (ManifestEntry, ManifestEntry) {
            let before = try #require(old.manifest.index(ofPath: path))
            let after = try #require(new.manifest.index(ofPath: path))
            return (old.manifest.entry(at: before), new.manifest.entry(at: after))
        }
        for path in ["same", "dir/same", "link"] {
            let (before, after) = try entries(path)
            #expect(before.identity == after.identity)
            #expect(before.modifiedNs == after.modifiedNs)
        }
        let (before, after) = try entries("changed")
        #expect(before.identity != after.identity)
        #expect(after.identity.projection == new.manifest.id)
        #expect(after.modifiedNs > before.modifiedNs)
        for path in ["", "dir"] {
            let (before, after) = try entries(path)
            #expect(before.identity == after.identity)
            #expect(after.modifiedNs > before.modifiedNs)
        }
        #expect(new.manifest.index(ofPath: "gone") == nil)
        let kept = try #require(try reader.manifest(old.manifest.id))
        #expect(try text("changed", in: kept) == "2")
        #expect(try text("changed", in: new.manifest) == "two")
    }

    @Test("the identity of an entry leads to an entry with the same bytes")
    func identities() throws {
        for round in 0..<4 {
            let files = (0..<20).map {
                Fixture.file("f\($0)", $0 % 4 < round ? "\(round)" : "same")
            }
            if round > 0 { try addSpan(UInt64(round + 1)) }
            try store.commitFiles(files, of: try trace())
        }
        let (_, manifest) = try current()
        for index in manifest.children(of: 0) {
            let identity = manifest.entry(at: index).identity
            let origin = try #require(try reader.manifest(identity.projection))
            #expect(origin.nameBytes(at: identity.index) == manifest.nameBytes(at: index))
            #expect(
                try reader.content(of: identity.index, in: origin)
                    == reader.content(of: index, in: manifest))
        }
    }

    @Test("content that moved to another path is not stored again")
    func movedContent() throws {
        let files = (0..<10).map { ("f\($0)", Fixture.noise(20_000, seed: UInt64($0))) }
        try store.commitFiles(files.map { Fixture.file($0, $1) }, of: try trace())
        let bytes = try store.statistics().pageBytes
        try addSpan(2)
        try store.commitFiles(
            [Fixture.file("f0", "first")] + files.map { Fixture.file("g" + $0, $1) },
            of: try trace())
        #expect(try store.statistics().pageBytes == bytes + 5)
    }

    @Test("a stale projection does not replace a later one")
    func stale() throws {
        let old = try trace()
        try addSpan(2)
        try store.commitFiles([Fixture.file("a", "later")], of: try trace())
        try store.commitFiles([Fixture.file("a", "earlier")], of: old)
        #expect(try text("a", in: try current().manifest) == "later")
        #expect(try store.dirtyTraces().isEmpty)
    }

    @Test("records that come while a trace is projected leave it dirty")
    func race() throws {
        let old = try trace()
        try addSpan(2)
        try store.commitFiles([Fixture.file("a", "earlier")], of: old)
        #expect(try store.dirtyTraces().count == 1)
    }

    @Test("a path that is no path, or means two things, is refused and changes nothing")
    func invalidPaths() throws {
        for paths in [["../a"], ["a//b"], [""], ["/a"], ["a", "a"], ["a", "a/b"], ["a/b", "a"]] {
            let trace = try trace()
            let error = #expect(throws: StoreError.self) {
                try store.commitFiles(paths.map { Fixture.file($0, "x") }, of: trace)
            }
            #expect(error?.code == .invalid)
        }
        #expect(try reader.latestChange() == 0)
    }

    @Test("a place is given once and unique in the whole store")
    func places() throws {
        let accounts = ["b", "c", "d"]
        for account in accounts {
            _ = try store.append(Fixture.batch([.span(Fixture.span(1))], account: account))
        }
        var places: [InteractionPlace] = []
        for trace in try store.traces() {
            places += try store.places(
                for: [PlaceRequest(trace: trace, start: Fixture.start, slug: "chat")])
        }
        #expect(Set(places).count == 4)
        #expect(places[0].path == "2026-11-23/\(Fixture.start.utc.compactTimeText)-chat-12345678")
        let moved = Fixture.start.advanced(ms: 100_000_000)
        let again = try store.places(
            for: try store.traces().map { PlaceRequest(trace: $0, start: moved, slug: "other") })
        #expect(again == places)
    }

    @Test("content of a damaged pack is stored again when the projection is verified")
    func repair() throws {
        let files = [Fixture.file("a", Fixture.noise(1000))]
        try store.commitFiles(files, of: try trace())
        let before = try current()
        try temporary.execute("UPDATE pack SET data = zeroblob(length(data)) WHERE role = 'page'")
        #expect(throws: StoreError.self) { try text("a", in: before.manifest) }
        #expect(try store.commitFiles(files, of: try trace()).unchanged == 1)
        #expect(try store.commitFiles(files, of: try trace(), verifying: true).filesWritten == 1)
        let after = try current()
        #expect(try text("a", in: after.manifest) == Fixture.noise(1000))
        let index = try #require(after.manifest.index(ofPath: "a"))
        #expect(after.manifest.entry(at: index).identity.projection == after.manifest.id)
    }
}
