internal import Foundation

/// Two runs of the same cases, compared case by case.
public struct PairedComparison: Hashable, Sendable {
    /// Cases that passed before and fail now.
    public let newlyFailing: Int
    /// Cases that failed before and pass now.
    public let newlyPassing: Int

    /// Creates a comparison.
    public init(newlyFailing: Int, newlyPassing: Int) {
        precondition(newlyFailing >= 0 && newlyPassing >= 0, "counts are not negative")
        self.newlyFailing = newlyFailing
        self.newlyPassing = newlyPassing
    }

    /// The p-value of McNemar's exact test, two-sided; 1 when nothing changed.
    ///
    /// - Complexity: O(changes).
    public var exactPValue: Double {
        let changes = newlyFailing + newlyPassing
        guard changes > 0 else { return 1 }
        var logTerm = -Double(changes) * log(2)
        var tail = exp(logTerm)
        for count in 0..<min(newlyFailing, newlyPassing) {
            logTerm += log(Double(changes - count)) - log(Double(count + 1))
            tail += exp(logTerm)
        }
        return min(1, 2 * tail)
    }
}
