import Testing

@testable import Tree

@Suite struct CacheTests {
    @Test("a value is made once while it is kept")
    func madeOnce() {
        let cache = Cache<Int, String>(limit: 100)
        var made = 0
        for _ in 0..<3 {
            let value = cache.value(for: 1, cost: \.utf8.count) {
                made += 1
                return "one"
            }
            #expect(value == "one")
        }
        #expect(made == 1)
    }

    @Test("what was used lately is kept, what was not is let go")
    func letsGo() {
        let cache = Cache<Int, Int>(limit: 10)
        for key in 0..<100 {
            _ = cache.value(for: 0, cost: { _ in 1 }) { 0 }
            _ = cache.value(for: key, cost: { _ in 1 }) { key }
        }
        #expect(cache.value(for: 0) == 0)
        #expect(cache.value(for: 50) == nil)
        #expect((0..<100).filter { cache.value(for: $0) != nil }.count <= 10)
    }

    @Test("a value that is too dear is made, and not kept")
    func tooDear() {
        let cache = Cache<Int, Int>(limit: 10)
        #expect(cache.value(for: 1, cost: { _ in 6 }) { 1 } == 1)
        #expect(cache.value(for: 1) == nil)
    }
}
