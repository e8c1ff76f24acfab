// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: the strictest language mode, and no warning that is left standing.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let asyncHTTPClient = Target.Dependency.product(
    name: "AsyncHTTPClient", package: "async-http-client")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpParts = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbirdCore = Target.Dependency.product(
    name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "dossier",
    products: [
        .executable(name: "dossier", targets: ["dossier"]),
        .library(name: "Fuse", targets: ["Fuse"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // 0: C libraries and generated code.
        .systemLibrary(
            name: "CFuse", pkgConfig: "fuse3", providers: [.apt(["libfuse3-dev", "fuse3"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "OTLPMessages", dependencies: [protobuf],
            swiftSettings: [.swiftLanguageMode(.v6)]),
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Files", dependencies: [system], swiftSettings: strict),
        .target(name: "Compression", dependencies: ["CZstd", "CZlib"], swiftSettings: strict),

        // 1: what a trace is; what a FUSE file system is.
        .target(name: "Traces", swiftSettings: strict),
        .target(name: "Fuse", dependencies: ["CFuse", system], swiftSettings: strict),
        .target(
            name: "Agents",
            dependencies: ["JSON", asyncHTTPClient, nioCore, nioHTTP1, subprocess, system],
            swiftSettings: strict),
        .target(name: "Redaction", dependencies: [crypto], swiftSettings: strict),

        // 2: suites of evals.
        .target(
            name: "Evals", dependencies: ["Redaction", "Traces", "JSON", yams],
            swiftSettings: strict),

        // 3: the store, the renderers, the importers.
        .target(
            name: "Store", dependencies: ["Evals", "Traces", "Compression", grdb, sqlite, crypto],
            swiftSettings: strict),
        .target(
            name: "Rendering",
            dependencies: ["Evals", "Redaction", "Traces", "JSON", crypto],
            swiftSettings: strict),
        .target(
            name: "Ingest",
            dependencies: ["Traces", "JSON", "Compression", "OTLPMessages", protobuf, crypto],
            swiftSettings: strict),

        .target(
            name: "EvalRuns", dependencies: ["Agents", "Evals", "Traces", "JSON", crypto],
            swiftSettings: strict),

        // 4: the table of directories and files.
        .target(
            name: "Tree",
            dependencies: ["Store", "Rendering", "Evals", "Files", "Traces", "JSON", system],
            swiftSettings: strict),

        // 5: the tree as a file system.
        .target(
            name: "Mount", dependencies: ["Fuse", "Tree", "Store", "Traces", system],
            swiftSettings: strict),

        // OTLP over HTTP into the store.
        .target(
            name: "Receiver",
            dependencies: [
                "Compression", "Ingest", "Store", "Traces", hummingbird, hummingbirdCore, httpParts,
                httpTypes, logging, nioCore,
            ],
            swiftSettings: strict),

        // 6: the command.
        .executableTarget(
            name: "dossier",
            dependencies: [
                "Agents", "Compression", "EvalRuns", "Evals", "Files", "Fuse", "Ingest", "JSON",
                "Mount", "Receiver", "Redaction", "Rendering", "Store", "Traces", "Tree",
                argumentParser,
                crypto, system,
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Traces"],
            swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "CompressionTests", dependencies: ["Compression"], swiftSettings: strict),
        .testTarget(name: "FilesTests", dependencies: ["Files", system], swiftSettings: strict),
        .testTarget(
            name: "TracesTests", dependencies: ["Traces", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AgentsTests", dependencies: ["Agents", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "EvalRunsTests",
            dependencies: ["EvalRuns", "Agents", "Evals", "Traces", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RedactionTests", dependencies: ["Redaction", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "EvalsTests", dependencies: ["Evals", "Traces", "JSON", "TestSupport", yams],
            exclude: ["Golden"], swiftSettings: strict),
        // A file system in memory: a test that mounts must not be the process that serves the mount.
        .executableTarget(
            name: "FuseFixture", dependencies: ["Fuse", system], path: "Tests/FuseFixture",
            swiftSettings: strict),
        .testTarget(
            name: "FuseTests", dependencies: ["Fuse", "FuseFixture", "TestSupport", system],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests", dependencies: ["Store", "Evals", "Traces", "TestSupport", grdb],
            resources: [.copy("Schemas")], swiftSettings: strict),
        .testTarget(
            name: "RenderingTests",
            dependencies: [
                "Rendering", "Evals", "Redaction", "Traces", "JSON", "TestSupport", yams,
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "IngestTests",
            dependencies: ["Ingest", "Traces", "JSON", "Compression", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "TreeTests",
            dependencies: ["Tree", "Store", "Ingest", "Traces", "TestSupport", system],
            swiftSettings: strict),
        .executableTarget(
            name: "MountFixture",
            dependencies: ["Fuse", "Mount", "Store", "Traces", "Tree", system],
            path: "Tests/MountFixture", swiftSettings: strict),
        .testTarget(
            name: "MountTests",
            dependencies: [
                "Fuse", "Mount", "MountFixture", "TestSupport", "Traces", "Tree", system,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["dossier", "TestSupport", "JSON"],
            exclude: [
                "Programs", "killed.py", "model_server.py", "mutate.py", "save.py",
                "two_writers.py",
            ],
            swiftSettings: strict),
        .testTarget(name: "HouseRulesTests", dependencies: ["TestSupport"], swiftSettings: strict),
    ]
)
