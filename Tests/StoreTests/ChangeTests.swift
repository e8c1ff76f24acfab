import Store
import Testing
import Traces

@Suite struct ChangeTests {
    private let temporary: TemporaryStore
    private let store: Store
    private let reader: StoreReader

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
        reader = store.reader(account: nil)
    }

    private func commit(_ id: UInt64, _ text: String) throws -> TraceRow {
        _ = try store.append(Fixture.batch([.span(Fixture.span(id))]))
        let trace = try #require(try store.traces().first)
        try store.commitFiles(
            [Fixture.file("a", text)], of: trace,
            conversation: ConversationKey(sourceID: "s", name: "talk"), line: "\t\(text)\n")
        return trace
    }

    private func subjects(after id: ChangeRow.ID) throws -> [ChangeRow.Subject] {
        guard case .rows(let rows) = try reader.changes(after: id) else { return [] }
        return rows.map(\.subject)
    }

    @Test("every commit tells what it added and changed")
    func log() throws {
        let trace = try commit(1, "1")
        let row = try #require(try reader.interaction(trace.id))
        let first = try subjects(after: 0)
        #expect(first.contains(.interactionAdded(row.id, .interaction, row.place, row.projection)))
        #expect(first.contains(.day(.interaction, row.place.day, isNew: true)))
        let talk = try #require(row.conversation)
        #expect(first.contains(.conversation(talk, name: "talk", isNew: true)))
        #expect(first.count == 3)
        let latest = try reader.latestChange()
        _ = try commit(2, "2")
        let next = try #require(try reader.interaction(trace.id))
        let second = try subjects(after: latest)
        #expect(
            second.contains(
                .interactionChanged(
                    row.id, .interaction, row.place, from: row.projection, to: next.projection)))
        #expect(second.contains(.day(.interaction, row.place.day, isNew: false)))
        #expect(second.contains(.conversation(talk, name: "talk", isNew: false)))
        #expect(try subjects(after: reader.latestChange()).isEmpty)
    }

    @Test("who is too far behind is told so")
    func lost() throws {
        _ = try commit(1, "1")
        let last = try reader.latestChange()
        try temporary.execute("DELETE FROM change WHERE id < \(last)")
        #expect(try reader.changes(after: 0) == .lost(latest: last))
        #expect(try reader.changes(after: last + 1) == .lost(latest: last))
        #expect(try subjects(after: last - 1).count == 1)
        #expect(try reader.changes(after: last) == .rows([]))
    }

    @Test("the data version moves with the commits of others, and only then")
    func dataVersion() throws {
        let other = try temporary.open(.readOnly).reader(account: nil)
        let first = try other.dataVersion()
        #expect(try other.dataVersion() == first)
        _ = try commit(1, "1")
        let second = try other.dataVersion()
        #expect(second != first)
        #expect(try other.dataVersion() == second)
        #expect(try reader.dataVersion() == reader.dataVersion())
        #expect(try other.latestChange() == reader.latestChange())
    }
}
