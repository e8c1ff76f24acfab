/// Which target may import what: the drawing of the architecture as a table.
enum Layers {
    /// The level of each target; a target imports only targets of lower levels.
    static let levels: [String: Int] = [
        "CFuse": 0, "CZstd": 0, "CZlib": 0, "OTLPMessages": 0, "JSON": 0, "Files": 0,
        "Compression": 1,
        "Traces": 1, "Fuse": 1, "Agents": 1, "Redaction": 1,
        "Evals": 2,
        "Store": 3, "Rendering": 3, "Ingest": 3, "EvalRuns": 3,
        "Tree": 4,
        "Mount": 5, "Receiver": 5,
        "dossier": 6,
    ]

    /// The targets that may import a library, a C module or generated code.
    static let owners: [String: Set<String>] = [
        "CFuse": ["Fuse"], "CZstd": ["Compression"], "CZlib": ["Compression"],
        "OTLPMessages": ["Ingest"], "SwiftProtobuf": ["OTLPMessages", "Ingest"],
        "GRDB": ["Store"], "GRDBSQLite": ["Store"], "Yams": ["Evals", "Rendering"],
        "Crypto": ["Store", "Rendering", "Ingest", "Tree", "EvalRuns", "Redaction", "dossier"],
        "SystemPackage": ["Agents", "Files", "Fuse", "Mount", "Tree", "dossier"],
        "ArgumentParser": ["dossier"],
        "AsyncHTTPClient": ["Agents"], "NIOCore": ["Agents", "Receiver"],
        "NIOHTTP1": ["Agents"], "Subprocess": ["Agents"],
        "Hummingbird": ["Receiver"], "HummingbirdCore": ["Receiver"], "HTTPTypes": ["Receiver"],
        "Logging": ["Receiver"], "NIOHTTPTypes": ["Receiver"],
    ]

    /// The targets that may hold state which the compiler cannot check.
    static let targetsWithUncheckedState: Set<String> = ["Fuse", "JSON", "Store"]

    /// The targets that only tests use, which may import whatever they need.
    static func isForTests(_ target: String) -> Bool {
        target == "TestSupport" || target.hasSuffix("Tests") || target.hasSuffix("Fixture")
    }

    /// What comes with the toolchain, for every target but those that import nothing.
    static let system: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
    ]

    /// The targets that import nothing at all.
    static let pure: Set<String> = ["Traces"]

    /// What is wrong with the imports of a file of the product.
    static func violations(_ file: SourceFile, declared: [String: Set<String>]) -> [String] {
        imports(of: file).compactMap { index, module in
            if system.contains(module) {
                guard pure.contains(file.target) else { return nil }
                return file.violation(atLine: index, "\(file.target) imports nothing")
            }
            guard let reason = objection(to: module, in: file.target) else {
                guard !isForTests(file.target),
                    declared[file.target]?.contains(module) != true
                else { return nil }
                return file.violation(atLine: index, "imports \(module) undeclared")
            }
            return file.violation(atLine: index, reason)
        }
    }

    /// What is wrong with the dependencies of a target; nil for nothing.
    static func objection(to module: String, in target: String) -> String? {
        guard !isForTests(target) else { return nil }
        if let owners = owners[module] {
            return owners.contains(target) ? nil : "\(module) is not for \(target)"
        }
        guard let own = levels[target] else { return "\(target) has no level" }
        guard let other = levels[module] else { return "\(module) has no level" }
        return other < own ? nil : "\(target) (\(own)) imports \(module) (\(other))"
    }

    private static func imports(of file: SourceFile) -> [(Int, String)] {
        file.code.indices.filter { file.code[$0].contains("import ") }.compactMap { index in
            file.code[index].firstMatch(
                of:
                    #/
                    ^\s*(?:@\w+(?:\(\w+\))?\ )*
                    (?:(?:public|package|internal|private|fileprivate)\ )?import\s
                    (?:(?:struct|class|enum|func|protocol|typealias|var|let)\ )?(\w+)
                    /#
            ).map { (index, String($0.1)) }
        }
    }
}
