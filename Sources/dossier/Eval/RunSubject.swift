internal import EvalRuns
internal import Evals
internal import Files
internal import Foundation
internal import Store

internal import struct SystemPackage.FilePath

/// The suite that a command runs: a file, or a suite of a store.
struct RunSubject {
    /// The suite.
    let texts: SuiteTexts
    /// Whose runs its runs are.
    let owner: RunOwner

    /// Reads the file at a path, or else the suite of a name.
    ///
    /// Without a reader only files are looked at.
    init(_ reference: String, casesPath: String, in reader: StoreReader?) throws {
        switch SuiteReference(reference) {
        case .file(let path):
            texts = try Self.texts(ofFile: path, casesPath: casesPath)
            owner = try Self.owner(ofFile: path, in: reader)
        case .name(let name):
            guard let reader, let suite = try reader.suite(named: name) else {
                throw OperationFailure(
                    "there is no suite \(reference): no file has this path, and no suite of the "
                        + "store this name")
            }
            texts = try Self.texts(of: suite, in: reader)
            owner = .suite(suite.id)
        }
    }

    /// Whose runs those of a file are: a suite's that is linked to it, or else the file's.
    static func owner(ofFile path: String, in reader: StoreReader?) throws -> RunOwner {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let link = try reader?.links().first { $0.path == resolved }
        return link.map { .suite($0.suite) } ?? .file(resolved)
    }

    private static func texts(ofFile path: String, casesPath: String) throws -> SuiteTexts {
        let document = try SuiteDocument(
            ReplacedFile(path: FilePath(path)).read(), casesPath: CasesPath(casesPath))
        let url = URL(filePath: path).absoluteURL
        let name = url.deletingPathExtension().lastPathComponent
        let directory = url.deletingLastPathComponent()
        return SuiteTexts(
            document, name: name == "suite" ? directory.lastPathComponent : name, file: path,
            directory: directory.path(percentEncoded: false))
    }

    /// The suite of a store, its cases in their order; paths in it are taken from its linked file.
    private static func texts(of suite: SuiteRow, in reader: StoreReader) throws -> SuiteTexts {
        let definition = SuitePlace(
            suite: suite.id, directory: .suite, name: SuiteFileKind.definitionName)
        let header = try reader.file(at: definition).map { try reader.bytes(of: $0.id) } ?? []
        let cases = try reader.cases(of: suite.id).compactMap { file -> SuiteTexts.CaseText? in
            guard let fileName = file.name, let name = CaseFileName.caseName(ofFile: fileName)
            else {
                return nil
            }
            return SuiteTexts.CaseText(
                name: name, text: try reader.bytes(of: file.id), file: "cases/\(fileName)")
        }
        let link = try reader.links().first { $0.suite == suite.id }
        return SuiteTexts(
            name: suite.name, header: header, headerFile: SuiteFileKind.definitionName,
            cases: cases,
            directory: link.map {
                URL(filePath: $0.path).deletingLastPathComponent().path(percentEncoded: false)
            } ?? FileManager.default.currentDirectoryPath)
    }
}
