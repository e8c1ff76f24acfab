import Testing
import Traces

@testable import Tree

@Suite struct AddressTests {
    private static let addresses: [Address] = [
        .root, .rootReadme(revision: 0), .rootReadme(revision: 123_456_789), .agentsLink,
        .claudeLink, .kind(.interaction), .kind(.investigation),
        .kindIndex(.interaction, revision: 7), .kindIndex(.investigation, revision: 7),
        .day(0), .day(255_099), .dayIndex(255_099, revision: 1 << 31), .conversations,
        .conversationsIndex(revision: 9), .conversation(1), .conversationIndex(1, revision: 1),
        .conversationLink(1 << 40), .interaction(1), .interaction(1 << 40),
        .projected(projection: 1, index: 0), .projected(projection: 1 << 31, index: 1 << 23),
        .raw(1), .rawRecords(projection: 3, index: 4), .live, .liveIndex(revision: 5),
        .liveDirectory(6), .liveLink(7), .liveLog(1 << 34, generation: 3),
    ]

    @Test("a number says the address that it was made of", arguments: addresses)
    func roundTrip(address: Address) {
        #expect(Address(address.inode) == address)
    }

    @Test("no two addresses share a number")
    func uniqueNumbers() {
        #expect(Set(Self.addresses.map(\.inode)).count == Self.addresses.count)
    }

    @Test("the root has the number that FUSE gives it")
    func root() {
        #expect(Address.root.inode == .root)
    }

    @Test(
        "numbers that no row gives say nothing",
        arguments: [0, 7, 0xff << 56, UInt64.max] as [UInt64])
    func foreignNumbers(number: UInt64) {
        #expect(Address(Inode(rawValue: number)) == nil)
    }
}
