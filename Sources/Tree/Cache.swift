import Synchronization

/// Values that were used lately, up to a bound on what they cost together.
///
/// Two generations instead of a list of uses: when the young one is full it becomes the old one, and what
/// is used from the old one is young again. So at most `limit` is kept, and a look-up is one or two
/// dictionary reads.
final class Cache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// `youngCost` is the sum of the costs in `young`, and at most half of the limit.
    private struct Generations {
        var young: [Key: (value: Value, cost: Int)] = [:]
        var old: [Key: (value: Value, cost: Int)] = [:]
        var youngCost = 0
    }

    private let limit: Int
    private let generations = Mutex(Generations())

    /// Creates a cache that keeps values whose costs (bytes, usually) sum up to at most `limit`.
    init(limit: Int) {
        self.limit = limit
    }

    /// The value of a key; nil when it is not kept.
    func value(for key: Key) -> Value? {
        generations.withLock { generations in
            if let found = generations.young[key] { return found.value }
            guard let found = generations.old[key] else { return nil }
            insert(key, found.value, found.cost, into: &generations)
            return found.value
        }
    }

    /// The value of a key, made and kept when it is not there; two threads may both make it.
    func value<Failure: Error>(
        for key: Key, cost: (Value) -> Int, make: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        if let found = value(for: key) { return found }
        let made = try make()
        let madeCost = cost(made)
        generations.withLock { insert(key, made, madeCost, into: &$0) }
        return made
    }

    private func insert(
        _ key: Key, _ value: Value, _ cost: Int, into generations: inout Generations
    ) {
        guard cost <= limit / 2 else { return }
        if generations.youngCost + cost > limit / 2 {
            generations.old = generations.young
            generations.young = [:]
            generations.youngCost = 0
        }
        if let replaced = generations.young.updateValue((value, cost), forKey: key) {
            generations.youngCost -= replaced.cost
        }
        generations.youngCost += cost
    }
}
