/// How many of a number of attempts passed.
public struct PassRate: Hashable, Sendable {
    /// Attempts that passed.
    public let passed: Int
    /// Attempts that have a verdict.
    public let attempts: Int

    /// Creates a rate; `passed` is at most `attempts`.
    public init(passed: Int, attempts: Int) {
        precondition(passed >= 0 && passed <= attempts, "no more passes than attempts")
        self.passed = passed
        self.attempts = attempts
    }

    /// The part that passed, 0 to 1; nil without attempts.
    public var value: Double? {
        attempts == 0 ? nil : Double(passed) / Double(attempts)
    }

    /// The Wilson score interval, of 95 % unless `z` says otherwise; nil without attempts.
    public func wilsonInterval(z: Double = 1.959963984540054) -> ClosedRange<Double>? {
        guard let rate = value else { return nil }
        let count = Double(attempts)
        let scale = 1 + z * z / count
        let centre = (rate + z * z / (2 * count)) / scale
        let spread =
            (rate * (1 - rate) / count + z * z / (4 * count * count)).squareRoot() * z / scale
        let low = passed == 0 ? 0 : max(0, centre - spread)
        let high = passed == attempts ? 1 : min(1, centre + spread)
        return low...high
    }

    /// The chance that at least one of `k` attempts passes, without bias; nil when there are fewer.
    public func passAt(_ k: Int) -> Double? {
        guard k > 0, k <= attempts else { return nil }
        return 1 - Self.chance(ofOnly: attempts - passed, among: attempts, drawing: k)
    }

    /// The chance that all of `k` attempts pass, without bias; nil when there are fewer.
    public func passAll(_ k: Int) -> Double? {
        guard k > 0, k <= attempts else { return nil }
        return Self.chance(ofOnly: passed, among: attempts, drawing: k)
    }

    /// The chance that `k` draws without putting back are all of a kind that `some` of `all` are.
    private static func chance(ofOnly some: Int, among all: Int, drawing k: Int) -> Double {
        guard k <= some else { return 0 }
        return (0..<k).reduce(1) { $0 * Double(some - $1) / Double(all - $1) }
    }
}
