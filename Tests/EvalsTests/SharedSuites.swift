import Evals
import Foundation
import TestSupport
import Testing
import Yams

/// The suites of the data set that have cases, with the path of their lists.
enum SharedSuites {
    struct File: CustomTestStringConvertible {
        let url: URL
        let path: CasesPath
        var testDescription: String { url.lastPathComponent }
        var bytes: [UInt8] { get throws { Array(try Data(contentsOf: url)) } }
    }

    static func all() throws -> [File] {
        guard SharedData.isPresent else { return [] }
        let sets: [(String, CasesPath)] = [
            ("eval-yaml-promptfoo-smith", CasesPath("tests")),
            ("yaml-vcr-langsmith", CasesPath("interactions")),
            ("eval-yaml-lm-eval", CasesPath("fewshot_config.samples")),
            ("eval-yaml-openai-evals", .root),
            ("eval-yaml-holmesgpt", .wholeFile),
        ]
        return try sets.flatMap { part, path in
            try SharedData.files(below: part, suffix: ".yaml").map { File(url: $0, path: path) }
        }
    }
}

/// What a YAML text says, as an independent reader has it.
enum Referee {
    static func value(_ bytes: [UInt8]) throws -> Node {
        let text = String(decoding: bytes, as: UTF8.self)
        return try Yams.compose(yaml: text, Resolver.basic) ?? .scalar(.init(""))
    }

    /// The values of the cases of a file.
    static func cases(_ bytes: [UInt8], at path: CasesPath) throws -> [Node] {
        var node = try value(bytes)
        for key in path.keys {
            guard let next = node.mapping?[Node(key)] else { return [] }
            node = next
        }
        if path.isWholeFile { return [node] }
        if let sequence = node.sequence { return Array(sequence) }
        return node.mapping?.map { Node([($0.key, $0.value)]) } ?? []
    }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
