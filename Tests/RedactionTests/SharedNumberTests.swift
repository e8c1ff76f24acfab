import Foundation
import Redaction
import TestSupport
import Testing

@Suite(
    "Numbers in recorded sessions",
    .enabled(if: SharedData.isPresent, "the data set of real traces is not here"))
struct SharedNumberTests {
    private static let parts = [
        "claude-code-codemie", "claude-code-session-share", "codex-rollouts-codemie",
        "holmesgpt-sre-conversations", "tau-bench",
    ]
    /// How much of each file is read: what is suspected is as frequent at its beginning.
    private static let mostBytes = 100_000

    /// The integers of six digits and more in JSON lines, with the names of their members.
    private func integers(of value: Any, named name: String? = nil) -> [(String?, Int64)] {
        switch value {
        case let members as [String: Any]: members.flatMap { integers(of: $1, named: $0) }
        case let elements as [Any]: elements.flatMap { integers(of: $0, named: name) }
        case let number as Int64 where number >= 100_000: [(name, number)]
        default: []
        }
    }

    private func lines(_ part: String) throws -> [Data] {
        try ["jsonl", "json"].flatMap { try SharedData.files(below: part, suffix: $0) }.flatMap {
            try Data(contentsOf: $0).prefix(Self.mostBytes).split(separator: UInt8(ascii: "\n"))
        }
    }

    @Test("of integers only identifiers are suspected, and of words hardly any")
    func suspicions() throws {
        let pseudonymizer = try Pseudonymizer(key: [1])
        var suspects: Set<String> = []
        var words: Set<String> = []
        var integerCount = 0
        var byteCount = 0
        for line in try Self.parts.flatMap(lines) {
            // A line that was cut at the end of what is read has no integers, but a text.
            let value = try? JSONSerialization.jsonObject(with: line)
            for (name, number) in value.map({ integers(of: $0) }) ?? [] {
                integerCount += 1
                guard !pseudonymizer.suspicions(about: number, named: name).isEmpty else {
                    continue
                }
                suspects.insert(name ?? "")
            }
            byteCount += line.count
            for finding in pseudonymizer.redacted(String(decoding: line, as: UTF8.self)).findings
            where finding.kind == .identifier && finding.original.first?.isLetter == true
                && finding.original.utf8.count < 32
            {
                words.insert(finding.original)
            }
        }
        #expect(integerCount > 50)
        #expect(suspects.allSatisfy { $0.hasSuffix("id") }, "\(suspects.sorted())")
        #expect(byteCount > 1_000_000)
        #expect(words.count <= byteCount / 250_000, "\(words.sorted())")
    }
}
