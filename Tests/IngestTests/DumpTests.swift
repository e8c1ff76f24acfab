import Foundation
import Ingest
import Testing
import Traces

@Suite struct DumpTests {
    @Test("dump") func dump() throws {
        let dir = URL(filePath: "/tmp/conv")
        for name in try FileManager.default.contentsOfDirectory(atPath: dir.path).sorted() where name.hasSuffix(".json") && !name.hasSuffix("truth.json") {
            let records = try OTLPFixture.records(dir.appending(path: name))
            for i in Dictionary(grouping: records, by: \.traceID).values.compactMap({ Interpretation.interaction(of: $0) }) {
                let t = Totals(of: i)
                print("DUMP", name, i.status, "|", i.agent ?? "-", "| models", t.modelCalls, "tools", t.toolCalls, "fail", t.failures, "spans", t.spans, "steps", i.steps.count, "tok", t.inputTokens, t.outputTokens, t.cost?.value ?? 0, "| name", i.name, "| title", i.title)
                print("DUMP    asked", cut(i.asked), "answered", cut(i.answered), i.problems)
                if name.hasPrefix("trail") && !name.hasPrefix("trail-04") { for s in i.steps where s.isDerived { print("DUMP  derived", line(s)) }; continue }
                for s in i.steps where s.content != .plumbing { print("DUMP  ", String(repeating: " ", count: s.depth), line(s)) }
            }
            let truth = dir.appending(path: name.replacingOccurrences(of: ".json", with: ".truth.json"))
            if FileManager.default.fileExists(atPath: truth.path) {
                let c = try Truth(truth).compared(with: Dictionary(grouping: records, by: \.traceID).values.compactMap({ Interpretation.interaction(of: $0) }))
                for d in c.disagreements { print("DUMP DISAGREE", d) }
            }
        }
    }
    func cut(_ m: [Message]) -> String { let t = m.map(\.text).joined(separator: "/"); return "\"" + t.prefix(120).replacingOccurrences(of: "\n", with: "⏎") + "\"\(t.count)" }
    func cut(_ t: String?) -> String { t.map { "\"" + $0.prefix(70).replacingOccurrences(of: "\n", with: "⏎") + "\"\($0.count)" } ?? "nil" }
    func line(_ s: Step) -> String {
        var c = ""
        switch s.content {
        case .model(let m):
            c = "MODEL \(m.provider ?? "-") \(m.model ?? "-") in \(m.input.map { "\($0.role):\($0.parts.map(kind).joined(separator: "+"))" }) out \(m.output.map { "\($0.role):\($0.parts.map(kind).joined(separator: "+"))" }) tools \(m.tools.map(\.name).prefix(4)) fin \(m.finishReasons) usage \(m.usage.inputTokens ?? -1)/\(m.usage.outputTokens ?? -1)/\(m.usage.cacheReadTokens ?? -1) params \(m.parameters.map(\.key).prefix(8))"
        case .tool(let t): c = "TOOL \(t.name) id \(t.id ?? "-") args \(cut(t.arguments)) res \(cut(t.result)) att \(t.attachments.count)"
        default: c = "\(s.content)"
        }
        let left = s.span.attributes.map(\.key).filter { !s.toldKeys.contains($0) }
        return "#\(s.number) \(s.span.name) [\(s.agent ?? "-")] \(s.isDerived ? "DERIVED " : "")\(c.prefix(900)) \(s.failure.map { "FAIL \($0.type ?? "-"): \($0.message.prefix(100))" } ?? "") left \(left.prefix(9)) ev \(s.events.map(\.name))"
    }
    func kind(_ p: MessagePart) -> String {
        switch p {
        case .text(let t): "t\(t.count)"
        case .reasoning: "r"
        case .toolCall(let id, let n, _): "call(\(n),\(id ?? "-"))"
        case .toolResult(let id, _, let c, let e): "res(\(id ?? "-"),\(c.count)\(e ? ",ERR" : ""))"
        case .blob(let m, let b): "blob(\(m),\(b.count))"
        case .uri: "uri"
        case .other(let t, _): "other(\(t))"
        }
    }
}
