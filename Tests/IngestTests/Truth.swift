import Foundation
import JSON
import Traces

/// The expectations of one file of telemetry.
struct Truth {
    let fixture: String
    let turns: [JSONValue]

    init(_ url: URL) throws {
        let root = try JSONDocument(contentsOfFile: url.path).root
        fixture = root["fixture"]?.string ?? url.lastPathComponent
        turns = root["turns"]?.elements ?? []
    }

    struct Comparison {
        var statements = 0
        var disagreements: [Disagreement] = []

        mutating func state(_ what: String, expected: String, found: String) {
            statements += 1
            guard expected != found else { return }
            disagreements.append(Disagreement(what: what, expected: expected, found: found))
        }
    }

    struct Disagreement: CustomStringConvertible {
        let what: String
        let expected: String
        let found: String

        var description: String { "\(what): expected \(expected), found \(found)" }
    }

    func compared(with interactions: [Interaction]) -> Comparison {
        var comparison = Comparison()
        for (position, turn) in turns.enumerated() {
            let text = turn["user_text"]?.string
            let interaction =
                interactions.first { text != nil && Self.text($0.asked) == text }
                ?? (position < interactions.count ? interactions[position] : nil)
            guard let interaction else {
                comparison.state("\(fixture)#\(position) found", expected: "yes", found: "no")
                continue
            }
            compare(turn, with: interaction, label: "\(fixture)#\(position)", in: &comparison)
        }
        return comparison
    }

    private func compare(
        _ turn: JSONValue, with interaction: Interaction, label: String,
        in comparison: inout Comparison
    ) {
        comparison.state(
            "\(label) asked", expected: turn["user_text"]?.string ?? "null",
            found: Self.text(interaction.asked) ?? "null")
        comparison.state(
            "\(label) answered", expected: turn["final_text"]?.string ?? "null",
            found: Self.text(interaction.answered) ?? "null")
        let totals = Totals(of: interaction)
        comparison.state(
            "\(label) tokens",
            expected:
                "\(turn["tokens"]?["input"]?.int64 ?? 0)+\(turn["tokens"]?["output"]?.int64 ?? 0)",
            found: "\(totals.inputTokens)+\(totals.outputTokens)")
        if let calls = turn["llm_calls"]?.int64 {
            comparison.state(
                "\(label) model calls", expected: "\(calls)", found: "\(totals.modelCalls)")
        }
        comparison.state(
            "\(label) agents",
            expected: (turn["agents"]?.elements.compactMap(\.string) ?? []).sorted().description,
            found: Self.agents(interaction).description)
        for evaluation in turn["external_evaluations"]?.elements ?? [] {
            let found = interaction.annotations.first
            comparison.state(
                "\(label) evaluation name", expected: evaluation["name"]?.string ?? "",
                found: found?.name ?? "")
            comparison.state(
                "\(label) evaluation score",
                expected: "\(evaluation["score_value"]?.double ?? -1)",
                found: "\(found?.score ?? -1)")
            comparison.state(
                "\(label) evaluation label", expected: evaluation["score_label"]?.string ?? "",
                found: found?.label ?? "")
        }
        compareTools(turn["tool_calls"]?.elements ?? [], with: interaction, label, in: &comparison)
    }

    private func compareTools(
        _ expected: [JSONValue], with interaction: Interaction, _ label: String,
        in comparison: inout Comparison
    ) {
        let found = interaction.steps.filter { step in
            if case .tool = step.content { true } else { false }
        }.sorted { $0.number < $1.number }
        comparison.state(
            "\(label) tool calls",
            expected: expected.map { $0["name"]?.string ?? "" }.description,
            found: found.map(Self.toolName).description)
        for (position, pair) in zip(expected, found).enumerated() {
            guard case .tool(let call) = pair.1.content else { continue }
            let name = "\(label) tool \(position)"
            comparison.state(
                "\(name) args", expected: Self.plain(pair.0["args"]),
                found: Self.plain(call.arguments))
            comparison.state(
                "\(name) result", expected: Self.plain(pair.0["result"]),
                found: Self.plain(call.result))
            comparison.state(
                "\(name) error",
                expected:
                    "\(pair.0["is_error"]?.bool ?? false) \(pair.0["error_type"]?.string ?? "-")",
                found: pair.1.failure.map { "true \($0.type ?? "_OTHER")" } ?? "false -")
        }
    }

    private static func text(_ messages: [Message]) -> String? {
        messages.isEmpty ? nil : messages.map(\.text).joined(separator: "\n")
    }

    private static func agents(_ interaction: Interaction) -> [String] {
        let names = interaction.steps.compactMap { step -> String? in
            guard case .agent(let name) = step.content else { return nil }
            return name
        }
        return Set(names).sorted()
    }

    private static func toolName(_ step: Step) -> String {
        guard case .tool(let call) = step.content else { return "" }
        return call.name
    }

    private static func plain(_ text: String?) -> String {
        guard let text else { return "null" }
        guard let document = try? JSONDocument(text) else { return text }
        return plain(document.root)
    }

    /// A value as text in which the order of members and the kind of number do not matter.
    private static func plain(_ value: JSONValue?) -> String {
        guard let value else { return "null" }
        switch value.kind {
        case .null: return "null"
        case .bool: return "\(value.bool ?? false)"
        case .number: return value.double.map { "\($0)" } ?? value.rawText
        case .string: return value.string ?? ""
        case .array: return "[" + value.elements.map(plain).joined(separator: ",") + "]"
        case .object:
            let members = value.members.sorted { $0.key < $1.key }
            return "{" + members.map { "\($0.key):\(plain($0.value))" }.joined(separator: ",") + "}"
        }
    }
}
