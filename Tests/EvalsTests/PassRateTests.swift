import Evals
import Testing

@Suite struct PassRateTests {
    @Test("the Wilson interval is the published one")
    func wilson() throws {
        let interval = try #require(PassRate(passed: 8, attempts: 10).wilsonInterval())
        #expect(abs(interval.lowerBound - 0.4901625) < 1e-6)
        #expect(abs(interval.upperBound - 0.9433178) < 1e-6)
        #expect(PassRate(passed: 0, attempts: 10).wilsonInterval()?.lowerBound == 0)
        #expect(PassRate(passed: 10, attempts: 10).wilsonInterval()?.upperBound == 1)
        #expect(PassRate(passed: 0, attempts: 0).wilsonInterval() == nil)
    }

    @Test("pass@k and pass^k count draws without putting back, and are undefined for too few")
    func draws() throws {
        let rate = PassRate(passed: 2, attempts: 4)
        #expect(abs(try #require(rate.passAt(2)) - 5.0 / 6) < 1e-12)
        #expect(abs(try #require(rate.passAll(2)) - 1.0 / 6) < 1e-12)
        #expect(rate.passAt(3) == 1 && rate.passAll(3) == 0)
        #expect(rate.passAt(5) == nil && rate.passAll(5) == nil && rate.passAt(0) == nil)
    }

    @Test("McNemar's exact test is two-sided, and never above one")
    func mcNemar() {
        #expect(PairedComparison(newlyFailing: 0, newlyPassing: 0).exactPValue == 1)
        #expect(PairedComparison(newlyFailing: 3, newlyPassing: 3).exactPValue == 1)
        #expect(
            abs(PairedComparison(newlyFailing: 1, newlyPassing: 9).exactPValue - 0.0214844) < 1e-6)
        #expect(abs(PairedComparison(newlyFailing: 0, newlyPassing: 5).exactPValue - 0.0625) < 1e-9)
    }
}
