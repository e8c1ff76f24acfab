import Testing

@Suite struct LayersTests {
    static let manifest = Manifest(
        """
        let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
        .package(url: "https://example.org/groue/GRDB.swift", from: "7.0.0"),
        .target(name: "Traces", swiftSettings: strict),
        .target(
            name: "Store", dependencies: ["Traces", grdb],
            swiftSettings: strict),
        """)

    @Test("targets, their dependencies and packages are read from the manifest")
    func readsManifest() {
        #expect(Self.manifest.targets == ["Traces": [], "Store": ["Traces", "GRDB"]])
        #expect(Self.manifest.packages == ["GRDB.swift"])
    }

    @Test(
        "an import that breaks the layers is refused",
        arguments: [
            ("Store", "import Traces", 0),
            ("Store", "public import GRDB", 0),
            ("Store", "import Foundation", 0),
            ("Store", "import Tree", 1),
            ("Store", "import JSON", 1),
            ("Store", "import Yams", 1),
            ("Store", "@preconcurrency import CFuse", 1),
            ("Traces", "internal import Foundation", 1),
            ("Traces", "import struct Store.Pack", 1),
            ("Nowhere", "import Traces", 1),
            ("Store", "// import Tree", 0),
        ])
    func imports(target: String, line: String, count: Int) {
        let file = SourceFile(path: "Sources/\(target)/A.swift", text: line)
        #expect(Layers.violations(file, declared: Self.manifest.targets).count == count)
    }
}
