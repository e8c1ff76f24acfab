import Foundation
import Ingest
import Traces

/// A file that is damaged in copies, to see what each damage costs.
struct DamagedSample {
    private let format: any TraceFormat.Type
    private let bytes: [UInt8]
    private let name: String
    private let directory: TemporaryDirectory
    /// What the whole file gives.
    let whole: DecodedFile

    init(
        _ format: any TraceFormat.Type, _ bytes: [UInt8], name: String,
        in directory: TemporaryDirectory
    ) throws {
        self.format = format
        self.bytes = bytes
        self.name = name
        self.directory = directory
        whole = try DecodedFile(format, path: directory.write(bytes, to: name))
    }

    /// What is lost of the records that end before the cut.
    func lostByCutting(at offset: Int) throws -> [[String]] {
        try lost(bytes.prefix(offset)) { $0.upperBound <= offset }
    }

    /// What is lost of the records that the flipped byte is no part of.
    func lostByFlipping(bit: Int, at offset: Int) throws -> [[String]] {
        var flipped = bytes
        flipped[offset] ^= UInt8(1 << bit)
        return try lost(flipped) { !$0.contains(offset) }
    }

    private func lost(
        _ damaged: some Sequence<UInt8>, isSpared: (Range<Int>) -> Bool
    ) throws -> [[String]] {
        let left = try DecodedFile(format, path: directory.write(damaged, to: name))
        var found: [[String]: Int] = [:]
        for record in left.records { found[Self.content(record), default: 0] += 1 }
        let identities = Set(left.records.compactMap(Self.identity))
        let isLeft = { Self.identity($0).map(identities.contains) ?? false }
        var missing: [[String]] = []
        for (record, place) in zip(whole.records, whole.places) {
            guard isSpared(place.offsetBytes..<(place.offsetBytes + place.lengthBytes)) else {
                continue
            }
            let content = Self.content(record)
            if found[content, default: 0] > 0 {
                found[content, default: 0] -= 1
            } else if place.lengthBytes > 0 || !isLeft(record) {
                missing.append(content)
            }
        }
        return missing
    }

    /// The identity of a span; a record of several lines, whose place has no length, keeps it while
    /// one of them is left.
    private static func identity(_ record: Record) -> [String]? {
        guard case .span(let span) = record else { return nil }
        return ["\(span.traceID)", "\(span.spanID)"]
    }

    /// What a record says that no damage elsewhere in the file changes: identities may depend on
    /// what a conversation begins with.
    static func content(_ record: Record) -> [String] {
        switch record {
        case .span(let span):
            // What a turn or run says is what was said last in it.
            if span.attributes["gen_ai.operation.name"] == .string("invoke_agent") {
                return [span.name]
            }
            let told = tellingKeys.lazy.compactMap { span.attributes[$0]?.stringValue }.first
            return [span.name, told ?? ""]
        case .log(let log): return ["\(log.time)", log.eventName]
        case .annotation(let annotation): return [annotation.name, annotation.explanation ?? ""]
        }
    }

    private static let tellingKeys = [
        "gen_ai.output.messages", "gen_ai.tool.call.arguments", "gen_ai.tool.call.result",
        "output.value", "langfuse.observation.output", "langsmith.outputs", "input.value",
    ]
}
