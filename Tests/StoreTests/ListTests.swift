import Store
import Testing
import Traces

@Suite struct ListTests {
    private let temporary: TemporaryStore
    private let store: Store

    init() throws {
        temporary = try TemporaryStore()
        store = try temporary.open()
    }

    private func add(
        _ low: UInt64, account: String = "acme", kind: InteractionKind = .interaction,
        day: Int64 = 0, conversation: String? = nil, line: String = "\tline\n"
    ) throws {
        let id = TraceID(high: low << 32, low: low)
        let known = try store.traces().contains { $0.traceID == id && $0.account == account }
        let span = Fixture.span(low + 2, trace: id, name: line, startMs: day * 86_400_000)
        if !known || line != "\tline\n" {
            _ = try store.append(Fixture.batch([.span(span)], account: account, kind: kind))
        }
        var trace = try #require(
            try store.traces().first { $0.traceID == id && $0.account == account })
        let start = Fixture.start.advanced(ms: day * 86_400_000)
        trace.place = try store.places(for: [PlaceRequest(trace: trace, start: start, slug: "chat")]
        ).first
        let projection = Fixture.projection(
            trace, files: [Fixture.file("a", "b")], startMs: day * 86_400_000,
            endMs: day * 86_400_000 + 5,
            conversation: conversation.map { ConversationKey(sourceID: $0, name: $0) }, line: line)
        _ = try store.commit([projection]) { "\($0.name)\t\($0.sums.interactions)\n" }
    }

    /// What the index of a list of rows would be, without its header.
    private func index(
        _ reader: StoreReader, _ kind: InteractionKind, _ day: Day?,
        path: (InteractionPlace) -> String
    ) throws -> String {
        var text = ""
        try reader.forEachIndexRow(of: kind, on: day) { text += path($0.place) + $0.line }
        return text
    }

    @Test("the sums say the exact size of every index")
    func indexSizes() throws {
        for low in 1...6 {
            try add(
                UInt64(low), kind: low < 5 ? .interaction : .investigation, day: Int64(low % 3),
                conversation: low % 2 == 0 ? "talk" : nil, line: "\t\(low) \u{E9}\n")
        }
        let reader = store.reader(account: "acme")
        for kind in InteractionKind.allCases {
            let whole = try index(reader, kind, nil, path: \.path)
            #expect(try reader.sums(of: kind).indexBytes == whole.utf8.count)
            let days = try reader.days(of: kind)
            #expect(days.map(\.day) == days.map(\.day).sorted())
            for row in days {
                let text = try index(reader, kind, row.day, path: \.name)
                #expect(row.sums.indexBytes == text.utf8.count)
                #expect(try reader.names(of: kind, on: row.day).count == row.sums.interactions)
                #expect(
                    try reader.interactions(of: kind, on: row.day).count == row.sums.interactions)
                #expect(try reader.day(row.day, of: kind) == row)
                #expect(DayRow.dayAndKind(ofID: row.id) == (row.day, kind))
            }
        }
        let talk = try #require(try reader.conversation(named: "talk"))
        let members = try reader.interactions(in: talk.id)
        #expect(members.count == 3)
        let text = members.map { $0.place.linkName + $0.indexLine }.joined()
        #expect(talk.sums.indexBytes == text.utf8.count)
        #expect(talk.indexLine == "talk\t3\n")
        #expect(try reader.conversationSums().indexBytes == talk.indexLine.utf8.count)
        #expect(try reader.conversationSums().interactions == 1)
        #expect(try store.check().isSound)
    }

    @Test("the sums add up the interactions")
    func totals() throws {
        for low in 1...4 { try add(UInt64(low)) }
        let sums = try store.reader(account: nil).sums(of: .interaction)
        #expect(sums.interactions == 4)
        #expect(sums.totals.modelCalls == 8)
        #expect(sums.totals.cost == MicroDollars(6000))
        #expect(sums.firstStart == Fixture.start)
        #expect(try store.reader(account: nil).sums(of: .investigation) == ListSums())
    }

    @Test("the time of a list moves when a row changes, and only then")
    func listTimes() throws {
        try add(1)
        try add(2, day: 1, conversation: "talk")
        let reader = store.reader(account: nil)
        func state() throws -> [ListSums] {
            try reader.days(of: .interaction).map(\.sums) + [
                reader.sums(of: .interaction), reader.conversationSums(),
            ]
        }
        let first = try state()
        try add(1)
        #expect(try state() == first)
        try add(1, line: "\tother\n")
        let second = try state()
        #expect(second[0].modifiedNs > first[0].modifiedNs)
        #expect(second[0].indexBytes == first[0].indexBytes + 1)
        #expect(second[1] == first[1])
        #expect(second[2].modifiedNs > first[2].modifiedNs)
        #expect(second[3] == first[3])
    }

    @Test("an interaction that joins or changes its conversation is counted where it is")
    func movingConversation() throws {
        let reader = store.reader(account: nil)
        try add(1, line: "\t1\n")
        #expect(try reader.conversations().isEmpty)
        try add(1, conversation: "one", line: "\t2\n")
        #expect(try reader.conversations().map(\.name) == ["one"])
        try add(1, conversation: "two", line: "\t3\n")
        #expect(try reader.conversations().map(\.name) == ["two"])
        #expect(try reader.conversationSums().indexBytes == "two\t1\n".utf8.count)
        #expect(try store.check().isSound)
    }

    @Test("a reader of one account sees nothing of another")
    func accounts() throws {
        try add(1, account: "a", conversation: "talk")
        try add(2, account: "b", conversation: "talk")
        let (a, b) = (store.reader(account: "a"), store.reader(account: "b"))
        let other = try #require(try b.days(of: .interaction).first)
        let row = try #require(try b.interactions(of: .interaction, on: other.day).first)
        #expect(row.account == "b")
        #expect(try a.interaction(row.id) == nil)
        #expect(try a.interaction(of: row.kind, at: row.place) == nil)
        #expect(try a.manifest(row.projection) == nil)
        #expect(try a.records(of: row.id).isEmpty)
        #expect(try b.records(of: row.id).count == 1)
        #expect(try a.sums(of: .interaction).interactions == 1)
        #expect(try a.conversations().map(\.account) == ["a"])
        let conversation = try #require(row.conversation)
        #expect(try a.conversation(conversation) == nil)
        #expect(try a.interactions(in: conversation).isEmpty)
        guard case .rows(let changes) = try a.changes(after: 0) else { return }
        #expect(changes.count == 3)
        #expect(try store.reader(account: nil).sums(of: .interaction).interactions == 2)
        #expect(try store.reader(account: nil).conversations().count == 2)
        #expect(try store.reader(account: "nobody").days(of: .interaction).isEmpty)
    }

    @Test("a trace with nothing to show loses its interaction")
    func removal() throws {
        try add(1, conversation: "talk")
        try add(2)
        let trace = try #require(try store.traces().first { $0.traceID.low == 1 })
        let summary = try store.commit([], emptyTraces: [trace]) { _ in "" }
        #expect(summary.removed == 1)
        let reader = store.reader(account: nil)
        #expect(try reader.sums(of: .interaction).interactions == 1)
        #expect(try reader.conversations().isEmpty)
        #expect(try reader.interaction(trace.id) == nil)
        #expect(try store.check().isSound)
    }
}
