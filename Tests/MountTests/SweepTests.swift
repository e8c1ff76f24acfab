import Testing
import Traces
import Tree

@testable import Mount

@Suite struct SweepTests {
    private let start = ContinuousClock.now

    private func listing(
        _ directory: UInt64, files: Int, sizeBytes: Int = 100
    ) -> Listing {
        Listing(
            of: Inode(rawValue: directory), id: 1,
            (0..<files).map { number in
                Entry(
                    name: String(10_000 + number),
                    node: Node(
                        inode: Inode(rawValue: directory * 100_000 + UInt64(number)), kind: .file,
                        sizeBytes: sizeBytes, modified: .epoch))
            })
    }

    /// The files that listing a directory makes it push.
    private func list(_ sweep: inout Sweep, _ listing: Listing) -> [TrackedDirectory.File] {
        sweep.willList(listing)
        return sweep.didList(listing, toItsEnd: true, at: start)
    }

    private func file(_ directory: UInt64, _ number: Int) -> Inode {
        Inode(rawValue: directory * 100_000 + UInt64(number))
    }

    /// The numbers of the files that a read makes it push; they count as pushed then.
    private func read(_ sweep: inout Sweep, _ directory: UInt64, _ number: Int) -> [Int] {
        let files = sweep.willRead(file(directory, number), at: start)
        for file in files { sweep.didPush(file.inode, isCached: true) }
        return files.map { Int($0.inode.rawValue % 100_000) }
    }

    @Test("a listing pushes nothing, and neither do one or two reads")
    func beginning() {
        var sweep = Sweep()
        #expect(list(&sweep, listing(1, files: 50)).isEmpty)
        #expect(read(&sweep, 1, 0).isEmpty)
        #expect(read(&sweep, 1, 1).isEmpty)
        #expect(list(&sweep, listing(2, files: 50)).isEmpty)
    }

    @Test("three files in a row push the next eight, and the window doubles with each proof")
    func growth() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 1_000))
        _ = read(&sweep, 1, 0)
        _ = read(&sweep, 1, 1)
        #expect(read(&sweep, 1, 2) == Array(3...10))
        // Of sixteen one in the middle is left out, and proves the guess while the rest is still ahead.
        let second = read(&sweep, 1, 11)
        #expect(second.count == 16 && !second.contains(20))
        let third = read(&sweep, 1, 20)
        #expect(third.count == 32 && third.first == 29)
    }

    @Test("a reader that goes backward is followed backward")
    func backward() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 50))
        for number in [49, 48] { #expect(read(&sweep, 1, number).isEmpty) }
        #expect(read(&sweep, 1, 47) == Array((39...46).reversed()))
    }

    @Test("a proved reader finds the files of the next directory pushed before it asks")
    func nextDirectory() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 3))
        for number in 0..<3 { _ = read(&sweep, 1, number) }
        #expect(list(&sweep, listing(2, files: 5)).count == 5)
        #expect(list(&sweep, listing(3, files: 5)).count == 3)
        #expect(list(&sweep, listing(4, files: 5)).isEmpty)
    }

    @Test("reads at random places push nothing and end a sweep")
    func random() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 1_000))
        for number in [500, 100, 900, 300, 700] { #expect(read(&sweep, 1, number).isEmpty) }
        for number in [301, 302, 303] { _ = read(&sweep, 1, number) }
        _ = read(&sweep, 1, 50)
        #expect(list(&sweep, listing(2, files: 5)).isEmpty)
    }

    @Test("a pause ends a sweep")
    func pause() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 3))
        for number in 0..<3 { _ = read(&sweep, 1, number) }
        let later = start + .seconds(3)
        sweep.willList(listing(2, files: 5))
        #expect(sweep.didList(listing(2, files: 5), toItsEnd: true, at: later).isEmpty)
    }

    @Test("large and empty files are never pushed")
    func largeFiles() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 50, sizeBytes: 131_073))
        for number in 0..<20 { #expect(read(&sweep, 1, number).isEmpty) }
        _ = list(&sweep, listing(2, files: 50, sizeBytes: 0))
        #expect(read(&sweep, 2, 0).isEmpty)
    }

    @Test("a file that is asked for although it was pushed makes its directory unknown again")
    func eviction() {
        var sweep = Sweep()
        _ = list(&sweep, listing(1, files: 20))
        for number in 0..<3 { _ = read(&sweep, 1, number) }
        _ = read(&sweep, 1, 0)
        #expect(read(&sweep, 1, 1).contains(3))
    }

    @Test("directories that changed, and those beyond the bound, are forgotten")
    func bounds() {
        var sweep = Sweep()
        for directory in UInt64(1)...10 {
            _ = list(&sweep, listing(directory, files: 10_000))
        }
        for number in 0..<5 { #expect(read(&sweep, 1, number).isEmpty) }
        _ = list(&sweep, listing(11, files: 100))
        sweep.forget([Inode(rawValue: 11)])
        for number in 0..<5 { #expect(read(&sweep, 11, number).isEmpty) }
    }
}
