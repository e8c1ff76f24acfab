import Testing

@testable import Ingest

@Suite struct VocabularyTests {
    @Test("a name has one meaning") func unique() {
        let keys = Vocabulary.rows.flatMap(\.names).map(\.key)
        #expect(Set(keys).count == keys.count)
        #expect(Set(Vocabulary.families.map(\.prefix)).count == Vocabulary.families.count)
    }

    @Test("every meaning has a row or a family, and one only") func complete() {
        let rows = Vocabulary.rows.map(\.meaning)
        #expect(Set(rows).count == rows.count)
        let known = Set(rows + Vocabulary.families.map(\.meaning))
        #expect(Meaning.allCases.filter { !known.contains($0) } == [])
    }

    @Test("a row that the current conventions name begins with that name") func current() {
        for row in Vocabulary.rows where row.names.contains(where: { $0.convention == .genAI }) {
            let isCurrent = row.names[0].convention == .genAI
            #expect(isCurrent || row.meaning == .entityName, "\(row.meaning)")
        }
    }

    @Test("a prefix is found where no row has the name") func family() {
        #expect(Vocabulary.entry(of: "gen_ai.request.model")?.meaning == .requestModel)
        #expect(Vocabulary.entry(of: "gen_ai.request.top_p")?.meaning == .flatParameters)
        #expect(Vocabulary.entry(of: "gen_ai.prompt")?.meaning == .inputMessages)
        #expect(Vocabulary.entry(of: "gen_ai.prompt.0.role")?.meaning == .flatInputMessages)
        #expect(Vocabulary.entry(of: "something.else") == nil)
        #expect(Vocabulary.entry(of: "") == nil)
    }
}
