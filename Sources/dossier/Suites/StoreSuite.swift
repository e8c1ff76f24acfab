internal import Evals
internal import Foundation
internal import Store
internal import Tree

/// A suite of the store; an edit is a revision of a case, and of its linked file at once.
struct StoreSuite: SuiteSource {
    private let suite: SuiteRow
    private let reader: StoreReader
    /// Opened when something is to be changed.
    private let open: () throws -> (StoreReader, SuiteWriter)

    init(
        _ suite: SuiteRow, in reader: StoreReader,
        forWriting open: @escaping () throws -> (StoreReader, SuiteWriter)
    ) {
        self.suite = suite
        self.reader = reader
        self.open = open
    }

    var title: String { "evals/\(suite.name)" }

    func revision() throws -> String { try Self.revision(of: suite, in: reader) }

    func cases() throws -> [ListedCase] { try Self.cases(of: suite, in: reader) }

    func text(of reference: String) throws -> (listed: ListedCase, text: [UInt8]) {
        let (listed, file) = try find(reference, in: reader)
        return (listed, try reader.bytes(of: file.id))
    }

    func check() throws -> SuiteCheck {
        var problems: [Problem] = []
        let definition = SuitePlace(
            suite: suite.id, directory: .suite, name: SuiteFileKind.definitionName)
        let header = try reader.file(at: definition).map { try reader.bytes(of: $0.id) } ?? []
        let decoded = Suite.decode(header)
        problems += decoded.problems.map { $0.inFile("\(title)/\(SuiteFileKind.definitionName)") }
        let cases = try reader.cases(of: suite.id).map { file in
            let decoded = EvalCase.decode(try reader.bytes(of: file.id))
            problems += decoded.problems.map { $0.inFile("\(title)/cases/\(file.name ?? "")") }
            return decoded.value
        }
        return SuiteCheck(suite: decoded.value, cases: cases, problems: problems)
    }

    func apply(_ edit: SuiteEdit, ifRevision: String?) throws -> SuiteEditResult {
        let (reader, writer) = try open()
        if let ifRevision { try require(ifRevision, for: edit, in: reader) }
        let (action, name) = try apply(edit, reader, writer)
        try Tree(reader, writer: writer).tend(suite, at: Clock.now())
        return SuiteEditResult(
            action: action, listed: try name.map { try find($0, in: reader).listed },
            suiteRevision: try Self.revision(of: suite, in: reader))
    }

    // MARK: - Edits

    private func apply(
        _ edit: SuiteEdit, _ reader: StoreReader, _ writer: SuiteWriter
    ) throws -> (action: String, file: String?) {
        switch edit {
        case .add(let text, let place):
            guard let name = EvalCase.decode(text).value?.name,
                let file = CaseFileName.file(forCase: name)
            else { throw OperationFailure("the text says no name: begin it with `name: …`") }
            guard try reader.file(at: self.place(file)) == nil else {
                throw OperationFailure("\(title) has a case \"\(name)\" already")
            }
            _ = try writer.replace(self.place(file), with: text, at: Clock.now())
            try move(file, to: place, reader, writer)
            return ("added", file)
        case .replace(let reference, let text):
            let file = try find(reference, in: reader).file
            _ = try writer.replace(self.place(file.name ?? ""), with: text, at: Clock.now())
            return ("replaced", file.name)
        case .delete(let reference):
            let file = try find(reference, in: reader).file
            try writer.unlink(self.place(file.name ?? ""), at: Clock.now())
            return ("deleted", nil)
        case .move(let reference, let place):
            let file = try find(reference, in: reader).file
            try move(file.name ?? "", to: place, reader, writer)
            return ("moved", file.name)
        case .rename(let reference, let newName):
            let file = try find(reference, in: reader).file
            guard let newFile = CaseFileName.file(forCase: newName) else {
                throw OperationFailure("\"\(newName)\" cannot be the name of a file")
            }
            _ = try writer.rename(
                self.place(file.name ?? ""), to: self.place(newFile), keepsExisting: true,
                at: Clock.now())
            return ("renamed", newFile)
        }
    }

    private func move(
        _ file: String, to place: SuiteEdit.Place, _ reader: StoreReader, _ writer: SuiteWriter
    ) throws {
        let target: (file: String?, isBehind: Bool) =
            switch place {
            case .before(let reference): (try find(reference, in: reader).file.name, false)
            case .after(let reference): (try find(reference, in: reader).file.name, true)
            case .end: (nil, true)
            }
        let orderPlace = SuitePlace(
            suite: suite.id, directory: .suite, name: SuiteFileKind.orderName)
        let text = try reader.file(at: orderPlace).map { try reader.bytes(of: $0.id) } ?? []
        let order = SuiteOrder(text, files: try reader.caseNames(of: suite.id))
        let moved = order.moving(file, besides: target.file, isBehind: target.isBehind)
        _ = try writer.replace(orderPlace, with: moved, at: Clock.now())
    }

    private func require(
        _ revision: String, for edit: SuiteEdit, in reader: StoreReader
    ) throws {
        let whole = try Self.revision(of: suite, in: reader)
        guard revision != whole else { return }
        let own = try edit.subject.map { try find($0, in: reader).listed.revision }
        guard revision != own else { return }
        throw OperationFailure(
            "nothing was changed: " + (own.map { "the case is at revision \($0), " } ?? "")
                + "the suite at \(whole), and not at \(revision); read it again")
    }

    // MARK: - Looking up

    private func place(_ file: String) -> SuitePlace {
        SuitePlace(suite: suite.id, directory: .cases, name: file)
    }

    private func find(
        _ reference: String, in reader: StoreReader
    ) throws -> (listed: ListedCase, file: SuiteFileRow) {
        let files = try reader.cases(of: suite.id)
        let index =
            files.firstIndex { file in
                guard let name = file.name else { return false }
                return name.utf8.elementsEqual(reference.utf8)
                    || CaseFileName.caseName(ofFile: name)?.utf8.elementsEqual(reference.utf8)
                        == true
            } ?? Int(reference).flatMap { files.indices.contains($0) ? $0 : nil }
        guard let index else {
            throw OperationFailure(
                "\(title) has no case \"\(reference)\"; `dossier eval list` names them")
        }
        return (try Self.listed(files[index], index, in: reader), files[index])
    }

    private static func cases(of suite: SuiteRow, in reader: StoreReader) throws -> [ListedCase] {
        try reader.cases(of: suite.id).enumerated().map { try listed($1, $0, in: reader) }
    }

    private static func listed(
        _ file: SuiteFileRow, _ index: Int, in reader: StoreReader
    ) throws -> ListedCase {
        let digest = ContentDigest(of: try reader.bytes(of: file.id))
        return ListedCase(
            index: index, name: file.name.flatMap { CaseFileName.caseName(ofFile: $0) },
            revision: String("\(digest)".prefix(12)), line: nil, sizeBytes: file.sizeBytes)
    }

    private static func revision(of suite: SuiteRow, in reader: StoreReader) throws -> String {
        let lines = try SuiteDirectory.allCases.flatMap { directory in
            try reader.files(of: suite.id, in: directory).filter(\.kind.hasRevisions).map {
                "\($0.name ?? "") \(ContentDigest(of: try reader.bytes(of: $0.id)))\n"
            }
        }
        return String("\(ContentDigest(of: Array(lines.joined().utf8)))".prefix(12))
    }
}
