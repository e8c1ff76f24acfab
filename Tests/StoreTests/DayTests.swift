import Store
import Testing
import Traces

@Suite struct DayTests {
    @Test("a day is read from its own text and from nothing else")
    func text() {
        #expect(Day(text: "2026-11-20")?.description == "2026-11-20")
        #expect(Day(text: "1969-12-31")?.number == -1)
        for text in ["2026-11-31", "2026-1-20", "x", "", "2026-11-20 ", "+026-11-20"] {
            #expect(Day(text: text) == nil)
        }
    }

    @Test("a moment before 1970 belongs to the day that contains it")
    func earlyMoment() {
        #expect(Day(Timestamp(nanoseconds: -1)).number == -1)
        #expect(Day(.epoch).number == 0)
    }
}
