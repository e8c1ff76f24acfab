internal import Traces

/// Tokens on one line.
enum UsageText {
    /// The usage as `input 5,597 (cache read 4,000), output 312`; nil when nothing is said.
    static func line(_ usage: Usage) -> String? {
        let caches = [
            usage.cacheReadTokens.map { "cache read \(AmountText.count($0))" },
            usage.cacheWriteTokens.map { "cache write \(AmountText.count($0))" },
        ].compactMap { $0 }.joined(separator: ", ")
        let input = usage.inputTokens.map { "input \(AmountText.count($0))" }
        let output = usage.outputTokens.map { "output \(AmountText.count($0))" }
        let reasoning = usage.reasoningTokens.map { " (reasoning \(AmountText.count($0)))" } ?? ""
        let parts = [
            input.map { caches.isEmpty ? $0 : "\($0) (\(caches))" }
                ?? (caches.isEmpty ? nil : caches),
            output.map { $0 + reasoning },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
