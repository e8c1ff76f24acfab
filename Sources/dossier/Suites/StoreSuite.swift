internal import Evals
internal import Foundation
internal import Store
internal import Tree

/// A suite of the store; an edit is a revision of a case, and of its linked file at once.
struct StoreSuite: SuiteSource {
    private let suite: SuiteRow
    private let reader: StoreReader
    /// Nil when the suite is only read.
    private let writer: SuiteWriter?

    init(_ suite: SuiteRow, in reader: StoreReader, writer: SuiteWriter?) {
        self.suite = suite
        self.reader = reader
        self.writer = writer
    }

    var title: String { "evals/\(suite.name)" }

    func revision() throws -> String { try Self.revision(of: suite, in: reader) }

    func cases() throws -> [ListedCase] { try Self.cases(of: suite, in: reader) }

    func text(of reference: String) throws -> (listed: ListedCase, text: [UInt8]) {
        let (listed, file) = try find(reference, in: reader)
        return (listed, try reader.bytes(of: file.id))
    }

    func check() throws -> SuiteCheck {
        let definition = SuitePlace(
            suite: suite.id, directory: .suite, name: SuiteFileKind.definitionName)
        let header = try reader.file(at: definition).map { try reader.bytes(of: $0.id) } ?? []
        let files = try reader.cases(of: suite.id)
        let order = try reader.order(of: suite.id, files: reader.caseNames(of: suite.id))
        func path(_ file: String) -> String { "\(title)/\(file)" }
        return SuiteCheck(
            of: Suite.decode(header),
            cases: try files.map {
                EvalCase.decode(try reader.bytes(of: $0.id), hasOwnFile: true)
            },
            others: SuiteDocument.strayCases(in: header).map {
                $0.inFile(path(SuiteFileKind.definitionName))
            } + order.problems.map { $0.inFile(path(SuiteFileKind.orderName)) }
        ) { problem, index in
            problem.inFile(
                path(index.map { "cases/\(files[$0].name ?? "")" } ?? SuiteFileKind.definitionName))
        }
    }

    /// The edit is made of what was read, in one transaction; when somebody saved in between, anew.
    func apply(_ edit: SuiteEdit, ifRevision: String?) throws -> SuiteEditResult {
        guard let writer else { preconditionFailure("only a suite opened for writing is edited") }
        for _ in 0..<Self.mostAttempts {
            let plan = try plan(edit, ifRevision, in: reader)
            do throws(StoreError) {
                try writer.apply(plan.changes, of: suite.id, at: Clock.now())
            } catch {
                guard error.code == .stale else { throw error }
                continue
            }
            try Tree(reader, writer: writer).tend(suite, at: Clock.now())
            return SuiteEditResult(
                action: plan.action, listed: try plan.file.map { try find($0, in: reader).listed },
                names: plan.names, suiteRevision: try Self.revision(of: suite, in: reader))
        }
        throw OperationFailure("\(title) is being changed all the time; nothing was done")
    }

    // MARK: - Edits

    /// How often an edit is made again because somebody saved in between.
    private static let mostAttempts = 50

    /// What an edit comes to.
    private struct Plan {
        /// What is done, as one word.
        var action: String
        /// The file of the case afterwards; nil when it goes, or when there are several.
        var file: String?
        /// The names of several cases.
        var names: [String] = []
        /// All of it.
        var changes: [SuiteChange]
    }

    private func plan(
        _ edit: SuiteEdit, _ ifRevision: String?, in reader: StoreReader
    ) throws -> Plan {
        guard let ifRevision else { return try plan(edit, in: reader) }
        // What must not change is read before it is compared, and is what the edit is made of.
        var kept: [SuitePlace: SuiteChange] = [:]
        for file in try everyFile(in: reader) { kept[file.place] = file }
        let revised = try require(ifRevision, for: edit, in: reader)
        var plan = try plan(edit, in: reader)
        for index in plan.changes.indices {
            guard let file = kept.removeValue(forKey: plan.changes[index].place) else { continue }
            plan.changes[index].version = file.version
        }
        if revised == .suite { plan.changes += kept.values }
        return plan
    }

    private func plan(_ edit: SuiteEdit, in reader: StoreReader) throws -> Plan {
        switch edit {
        case .add(let text, let place):
            guard let name = EvalCase.decode(text).value?.name,
                let file = CaseFileName.file(forCase: name)
            else { throw OperationFailure("the text says no name: begin it with `name: …`") }
            guard try reader.file(at: self.place(file)) == nil else {
                throw OperationFailure("\(title) has a case \"\(name)\" already")
            }
            let addition = SuiteChange(self.place(file), version: nil, .put(text))
            let files = try reader.caseNames(of: suite.id) + [file]
            return Plan(
                action: "added", file: file,
                changes: [addition, try moving(file, to: place, among: files, in: reader)])
        case .addAll(let batch): return try plan(batch, in: reader)
        case .replace(let reference, let text):
            return try plan("replaced", reference, .put(text), in: reader)
        case .delete(let reference):
            return try plan("deleted", reference, .remove, in: reader)
        case .move(let reference, let place):
            var plan = try plan("moved", reference, .keep, in: reader)
            let files = try reader.caseNames(of: suite.id)
            plan.changes.append(
                try moving(plan.file ?? "", to: place, among: files, in: reader))
            return plan
        case .rename(let reference, let newName):
            guard let newFile = CaseFileName.file(forCase: newName) else {
                throw OperationFailure("\"\(newName)\" cannot be the name of a file")
            }
            return try plan("renamed", reference, .rename(to: newFile), in: reader)
        }
    }

    /// Cases that the order does not name stand at its end.
    private func plan(_ batch: CaseBatch, in reader: StoreReader) throws -> Plan {
        func file(_ name: String) throws -> SuitePlace {
            guard let file = CaseFileName.file(forCase: name) else {
                throw OperationFailure(
                    "nothing was added: \"\(name)\" cannot be the name of a file")
            }
            return place(file)
        }
        let cases = try batch.named(in: title) { try reader.file(at: file($0)) != nil }
        let names = cases.compactMap(\.name)
        return Plan(
            action: "added", names: names,
            changes: try zip(names, cases).map {
                SuiteChange(try file($0), version: nil, .put($1.text))
            })
    }

    private func plan(
        _ action: String, _ reference: String, _ change: SuiteChange.Action, in reader: StoreReader
    ) throws -> Plan {
        let file = try find(reference, in: reader).file
        let name: String? =
            switch change {
            case .remove: nil
            case .rename(let name): name
            case .put, .keep, .keepBeside: file.name
            }
        return Plan(
            action: action, file: name,
            changes: [SuiteChange(place(file.name ?? ""), version: file.version, change)])
    }

    private func moving(
        _ file: String, to place: SuiteEdit.Place, among files: [String], in reader: StoreReader
    ) throws -> SuiteChange {
        let target: (file: String?, isBehind: Bool) =
            switch place {
            case .before(let reference): (try find(reference, in: reader).file.name, false)
            case .after(let reference): (try find(reference, in: reader).file.name, true)
            case .end: (nil, true)
            }
        let orderPlace = SuitePlace(
            suite: suite.id, directory: .suite, name: SuiteFileKind.orderName)
        let row = try reader.file(at: orderPlace)
        let order = try reader.order(of: suite.id, files: files)
        let moved = order.moving(file, besides: target.file, isBehind: target.isBehind)
        return SuiteChange(orderPlace, version: row?.version, .put(moved))
    }

    /// Every file of the suite, to stay as it is.
    private func everyFile(in reader: StoreReader) throws -> [SuiteChange] {
        try SuiteDirectory.allCases.flatMap { directory in
            try reader.files(of: suite.id, in: directory).compactMap { file in
                file.place.map { SuiteChange($0, version: file.version, .keep) }
            }
        }
    }

    /// What has a revision.
    private enum Revised {
        case suite
        case ownCase
    }

    /// Whose revision it is; throws when it is neither's.
    private func require(
        _ revision: String, for edit: SuiteEdit, in reader: StoreReader
    ) throws -> Revised {
        let whole = try Self.revision(of: suite, in: reader)
        if revision == whole { return .suite }
        let own = try edit.subject.map { try find($0, in: reader).listed.revision }
        if revision == own { return .ownCase }
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
        let names = try reader.orderedCaseNames(of: suite.id)
        let index =
            names.firstIndex { name in
                name.utf8.elementsEqual(reference.utf8)
                    || CaseFileName.caseName(ofFile: name)?.utf8.elementsEqual(reference.utf8)
                        == true
            } ?? Int(reference).flatMap { names.indices.contains($0) ? $0 : nil }
        guard let index, let file = try reader.file(at: place(names[index])) else {
            throw OperationFailure(
                "\(title) has no case \"\(reference)\"; `dossier eval list` names them")
        }
        return (try Self.listed(file, index, in: reader), file)
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
                "\($0.name ?? "") \($0.version)\n"
            }
        }
        return String("\(ContentDigest(of: Array(lines.joined().utf8)))".prefix(12))
    }
}
