internal import Crypto
internal import Evals
internal import Files
internal import Foundation

internal import struct SystemPackage.FilePath

/// A suite in a plain file, without a store.
struct SuiteFile: SuiteSource {
    let title: String
    private let file: ReplacedFile
    private let casesPath: CasesPath

    init(path: String, casesPath: CasesPath) {
        title = path
        file = ReplacedFile(path: FilePath(path))
        self.casesPath = casesPath
    }

    func revision() throws -> String { Self.revision(of: try file.read()) }

    func cases() throws -> [ListedCase] {
        let document = try document()
        return document.cases.map { Self.listed($0.index, in: document) }
    }

    func text(of reference: String) throws -> (listed: ListedCase, text: [UInt8]) {
        let document = try document()
        let index = try document.index(of: reference)
        return (Self.listed(index, in: document), document.text(ofCase: index))
    }

    func check() throws -> SuiteCheck { try document().check() }

    private func document() throws -> SuiteDocument {
        try Self.explained(title) { try SuiteDocument(try file.read(), casesPath: casesPath) }
    }

    func apply(_ edit: SuiteEdit, ifRevision: String?) throws -> SuiteEditResult {
        var result: SuiteEditResult?
        try file.edit { bytes in
            try Self.explained(title) {
                var document = try SuiteDocument(bytes, casesPath: casesPath)
                if let ifRevision { try Self.require(ifRevision, for: edit, in: document) }
                let applied = try apply(edit, to: &document)
                result = SuiteEditResult(
                    action: applied.action,
                    listed: applied.index.map { Self.listed($0, in: document) },
                    names: applied.names, suiteRevision: Self.revision(of: document.bytes))
                return document.bytes
            }
        }
        guard let result else { preconditionFailure("an edit that does not throw has a result") }
        return result
    }

    // MARK: - Edits

    /// What was done, as one word, and to which cases.
    private struct Applied {
        var action: String
        var index: Int?
        var names: [String] = []
    }

    private func apply(_ edit: SuiteEdit, to document: inout SuiteDocument) throws -> Applied {
        switch edit {
        case .add(let text, let place):
            let index = try Self.index(of: place, in: document)
            try document.insertCase(text, at: index)
            return Applied(action: "added", index: index)
        case .addAll(let batch):
            return Applied(action: "added", names: try add(batch, to: &document))
        case .replace(let name, let text):
            let index = try document.index(of: name)
            try document.replaceCase(index, with: text)
            return Applied(action: "replaced", index: index)
        case .delete(let name):
            try document.deleteCase(try document.index(of: name))
            return Applied(action: "deleted")
        case .move(let name, let place):
            let index = try document.index(of: name)
            let target = try Self.index(of: place, in: document)
            // The place is one of the list that the case is still in.
            let moved = target > index ? target - 1 : target
            try document.moveCase(index, to: moved)
            return Applied(action: "moved", index: moved)
        case .rename(let name, let newName):
            let index = try document.index(of: name)
            try document.renameCase(index, to: newName)
            return Applied(action: "renamed", index: index)
        }
    }

    /// Adds cases and gives the names that they got.
    private func add(
        _ batch: CaseBatch, to document: inout SuiteDocument
    ) throws -> [String] {
        let taken = Set(document.cases.compactMap(\.name).map(ExactText.init))
        let cases = try batch.named(in: title) { taken.contains(ExactText($0)) }
        for evalCase in cases { try document.insertCase(evalCase.text, at: document.cases.count) }
        return cases.compactMap(\.name)
    }

    private static func index(
        of place: SuiteEdit.Place, in document: SuiteDocument
    ) throws -> Int {
        switch place {
        case .before(let name): try document.index(of: name)
        case .after(let name): try document.index(of: name) + 1
        case .end: document.cases.count
        }
    }

    private static func require(
        _ revision: String, for edit: SuiteEdit, in document: SuiteDocument
    ) throws {
        let suite = Self.revision(of: document.bytes)
        guard revision != suite else { return }
        let own = try edit.subject.map { listed(try document.index(of: $0), in: document).revision }
        guard revision != own else { return }
        throw OperationFailure(
            "nothing was changed: "
                + (own.map { "the case is at revision \($0), " } ?? "")
                + "the suite at \(suite), and not at \(revision); read it again")
    }

    // MARK: - Revisions

    private static func listed(_ index: Int, in document: SuiteDocument) -> ListedCase {
        let slot = document.cases[index]
        return ListedCase(
            index: index, name: slot.name, revision: revision(of: document.text(ofCase: index)),
            line: slot.line, sizeBytes: slot.byteRange.count)
    }

    /// Twelve hex digits of the SHA-256 of the bytes.
    private static func revision(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(6).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Says which file it is about.
    private static func explained<Result>(
        _ title: String, _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch let error as SuiteError {
            if case .unreadable(let problem) = error {
                throw OperationFailure(problem.inFile(title).description)
            }
            throw OperationFailure("\(title): \(error)")
        }
    }
}
