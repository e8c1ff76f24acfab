import Foundation
import Testing

@Suite struct HouseRulesTests {
    static let files = Checkout.swiftFiles(below: ["Sources", "Tests"])
    static let manifest = Manifest(Checkout.text("Package.swift"))
    static let readme = Checkout.text("README.md")

    @Test("every Swift file obeys the rule", arguments: CodeRules.all.map(\.name))
    func everyFile(name: String) throws {
        let rule = try #require(CodeRules.all.first { $0.name == name }).rule
        expectNone(Self.files.flatMap(rule))
    }

    @Test("every file imports only what its target may and declares")
    func imports() {
        expectNone(
            Self.files.filter(\.isProduct).flatMap {
                Layers.violations($0, declared: Self.manifest.targets)
            })
    }

    @Test("Package.swift declares only dependencies on lower levels and on libraries of the target")
    func dependencies() {
        let violations = Self.manifest.productTargets.flatMap { target in
            (Self.manifest.targets[target] ?? []).sorted().compactMap { module in
                Layers.objection(to: module, in: target)
            }
        }
        expectNone(violations)
        #expect(Self.manifest.productTargets == Layers.levels.keys.sorted())
    }

    @Test("every target is compiled strictly")
    func strictness() {
        let targets = Checkout.text("Package.swift").matches(
            of: /\.(?:target|executableTarget|testTarget)\(\s*name: "(\w+)"/)
        let strict = Checkout.text("Package.swift").matches(of: /swiftSettings: strict\)/)
        // Generated code alone is not held to our settings.
        #expect(strict.count == targets.count - 1)
        #expect(Checkout.text("Package.swift").contains(".treatAllWarnings(as: .error)"))
    }

    @Test("only what a reader expects is at the top level")
    func topLevel() throws {
        let expected: Set = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "Scripts", "SampleData",
            "README.md",
        ]
        let extra = try Checkout.visibleTopLevel().subtracting(expected)
        #expect(extra.isEmpty, "\(extra.sorted())")
    }

    @Test("the layout rules that the conventions name are on")
    func formatRules() throws {
        let settings = try JSONSerialization.jsonObject(
            with: Data(Checkout.text(".swift-format").utf8))
        let rules = try #require((settings as? [String: Any])?["rules"] as? [String: Bool])
        for rule in [
            "AllPublicDeclarationsHaveDocumentation", "BeginDocumentationCommentWithOneLineSummary",
            "ValidateDocumentationComments", "NeverForceUnwrap", "NeverUseForceTry",
            "NeverUseImplicitlyUnwrappedOptionals", "NoBlockComments", "UseEarlyExits",
            "OmitExplicitReturns",
        ] {
            #expect(rules[rule] == true, "\(rule)")
        }
    }

    @Test("every script can be run, and stops at the first error")
    func scripts() {
        let scripts = Checkout.paths(below: "Scripts").filter {
            $0.split(separator: "/").count == 2 && !$0.contains("-support")
        }
        #expect(!scripts.isEmpty)
        for script in scripts + [".ci/run"] {
            #expect(Checkout.isExecutable(script), "\(script)")
            let text = Checkout.text(script)
            if text.hasPrefix("#!/bin/bash") {
                #expect(text.contains("\nset -euo pipefail\n"), "\(script)")
            } else {
                #expect(text.hasPrefix("#!/usr/bin/env python3\n"), "\(script)")
            }
        }
    }

    @Test("README.md names every target in its module map, and every dependency in its table")
    func readmeTables() {
        let rows =
            Self.manifest.productTargets.map { "| `\($0)` |" }
            + Self.manifest.packages.map { "| \($0) |" }
        expectNone(rows.filter { !Self.readme.contains($0) })
    }

    @Test("README.md's quick start is the two scripts, and names no script that is missing")
    func readmeScripts() {
        #expect(Self.readme.contains("\nScripts/demo "))
        #expect(Self.readme.contains("\nScripts/test "))
        for match in Self.readme.matches(of: /Scripts\/[\w-]+/) {
            #expect(Checkout.isExecutable(String(match.output)), "\(match.output)")
        }
    }

    private func expectNone(_ violations: [String]) {
        #expect(violations.isEmpty, "\n\(violations.joined(separator: "\n"))")
    }
}
