import Foundation
import JSON
import Rendering
import TestSupport
import Testing
import Yams

@Suite struct SharedPayloadTests {
    /// Enough for every kind of payload, and few enough for a debug build.
    private static let mostBytes = 1_500_000

    @Test(
        "JSON found in texts of real traces reads back from its YAML",
        .enabled(if: SharedData.isPresent, "shared data set is absent"),
        arguments: ["trail-openinference/gaia", "trail-openinference/swe_bench", "otlp-agentevals"])
    func realPayloads(part: String) throws {
        var payloads: [[UInt8]] = []
        var bytes = 0
        for url in try files(in: part) where bytes < Self.mostBytes {
            for text in try texts(in: url) where bytes < Self.mostBytes {
                payloads.append(Array(text.utf8))
                bytes += text.utf8.count
            }
        }
        #expect(!payloads.isEmpty)
        for payload in payloads {
            let json = try JSONDocument(payload).root
            let node = try Yams.compose(yaml: YAMLText.block(json))
            let difference = YAMLComparison.difference(node, json)
            #expect(difference == nil)
        }
    }

    private func files(in part: String) throws -> [URL] {
        let root = try SharedData.url(part)
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let urls = found?.compactMap { $0 as? URL } ?? []
        return urls.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }

    /// The texts of a document that are JSON objects or arrays, each once.
    private func texts(in url: URL) throws -> [String] {
        let document = try JSONDocument(contentsOfFile: url.path)
        var seen: Set<String> = []
        var texts: [String] = []
        var open = [document.root]
        while let value = open.popLast() {
            open += value.elements + value.members.map(\.value)
            guard let text = value.string, text.hasPrefix("{") || text.hasPrefix("["),
                text.utf8.count < 200_000, seen.insert(text).inserted
            else { continue }
            // Most texts that begin like JSON are Python or prose.
            guard let json = try? JSONDocument(text).root, json.count > 0 else { continue }
            texts.append(text)
        }
        return texts
    }
}
