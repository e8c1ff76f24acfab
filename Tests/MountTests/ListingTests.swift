import Testing
import Traces
import Tree

@testable import Mount

@Suite struct ListingTests {
    private let directory = Inode(rawValue: 7)

    private func entries(_ names: [String]) -> [Entry] {
        names.enumerated().map { number, name in
            Entry(
                name: name,
                node: Node(
                    inode: Inode(rawValue: UInt64(number + 10)), kind: .file, sizeBytes: number,
                    modified: Timestamp(nanoseconds: Int64(number))))
        }
    }

    @Test("names are found by their bytes, and give back the node")
    func names() {
        let names = ["", "A", "a", "b-10", "b-9", "caf\u{e9}", "cafe\u{301}", "\u{1f600}"]
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let listing = Listing(of: directory, id: 1, entries(names))
        for (number, name) in names.enumerated() {
            #expect(listing.index(of: Array(name.utf8)) == number)
            #expect(Array(listing.name(at: number)) == Array(name.utf8))
            #expect(listing.node(at: number) == entries(names)[number].node)
        }
        #expect(listing.index(of: Array("b".utf8)) == nil)
        #expect(Listing(of: directory, id: 1, []).index(of: [97]) == nil)
    }

    @Test("a position survives the kernel")
    func positions() {
        let position = ListingPosition(ListingPosition(listing: 0x3f_ffff, index: 99_999).offset)
        #expect(position.listing == 0x3f_ffff && position.index == 99_999)
        #expect(ListingPosition(0).listing == nil)
        #expect(ListingPosition(listing: 0x3f_ffff, index: 0xff_ffff_ffff).offset > 0)
    }

    @Test("who reads on after a change gets the listing that he began with")
    func change() {
        let cache = ListingCache(limitBytes: 1_000_000)
        let before = cache.listing(of: directory, id: nil) { entries(["a", "b"]) }
        cache.forget([directory])
        #expect(cache.listing(of: directory) == nil)
        let after = cache.listing(of: directory, id: nil) { entries(["0", "a", "b"]) }
        #expect(after.count == 3 && after.id != before.id)
        #expect(cache.listing(of: directory, id: before.id) { [] }.count == 2)
        #expect(cache.listing(of: directory, id: after.id) { [] }.count == 3)
    }

    @Test("a listing that was made while its directory changed is not kept")
    func race() {
        let cache = ListingCache(limitBytes: 1_000_000)
        let made = cache.listing(of: directory, id: nil) {
            cache.forget([directory])
            return entries(["a"])
        }
        #expect(made.count == 1)
        #expect(cache.listing(of: directory) == nil)
    }

    @Test("the bound on memory holds, and what is used stays")
    func bound() {
        let cache = ListingCache(limitBytes: 100_000)
        for number in 0..<1_000 {
            let names = (0..<10).map { "name-\($0)" }
            _ = cache.listing(of: Inode(rawValue: UInt64(number + 100)), id: nil) { entries(names) }
            _ = cache.listing(of: directory, id: nil) { entries(["kept"]) }
        }
        let kept = (0..<1_000).filter {
            cache.listing(of: Inode(rawValue: UInt64($0 + 100))) != nil
        }
        #expect(kept.count < 200 && kept.contains(999))
        #expect(cache.listing(of: directory)?.count == 1)
    }
}
