internal import EvalRuns
internal import Evals
internal import Foundation
internal import Store

/// The suite that a command runs: a file, or a suite of a store.
struct RunSubject {
    /// The suite.
    let source: EvalRuns.SuiteSource
    /// Whose runs its runs are.
    let owner: RunOwner

    /// Reads the file at a path, or else the suite of a name.
    ///
    /// - Parameters:
    ///   - store: Where suites are looked up; nil to look at files alone.
    init(_ reference: String, casesPath: String?, store: Store?) throws {
        if Self.isFile(reference) {
            let path = Self.absolute(reference)
            source = try Self.source(ofFile: path, shown: reference, casesPath: casesPath)
            owner = .file(path)
            return
        }
        guard let reader = store?.reader(account: nil),
            let suite = try reader.suite(named: Self.name(of: reference))
        else {
            throw OperationFailure(
                "\(reference) is neither a file nor a suite of the store; give the path of a suite "
                    + "file, or see `dossier eval list`")
        }
        source = try Self.source(of: suite, in: reader)
        owner = .suite(suite.id)
    }

    /// The suite of one file.
    private static func source(
        ofFile path: String, shown: String, casesPath: String?
    ) throws -> EvalRuns.SuiteSource {
        let bytes = try Array(Data(contentsOf: URL(filePath: path)))
        let document = try SuiteDocument(bytes, casesPath: casesPath.map(CasesPath.init) ?? .cases)
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        return EvalRuns.SuiteSource(
            document, name: name == "suite" ? directoryName(of: path) : name, file: shown,
            directory: directory(of: path))
    }

    /// The suite of a store, its cases in the order of `order.txt`, the others behind them by name.
    private static func source(
        of suite: SuiteRow, in reader: StoreReader
    ) throws -> EvalRuns.SuiteSource {
        func bytes(_ name: String) throws -> [UInt8] {
            let place = SuitePlace(suite: suite.id, directory: .suite, name: name)
            return try reader.file(at: place).map { try reader.bytes(of: $0.id) } ?? []
        }
        let order = String(decoding: try bytes(SuiteFileKind.orderName), as: UTF8.self)
            .split(whereSeparator: \.isNewline).map { Array($0.utf8) }
        let positions = Dictionary(
            order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let cases = try reader.files(of: suite.id, in: .cases).filter { $0.kind == .testCase }
            .compactMap { file -> (position: Int, text: EvalRuns.SuiteSource.CaseText)? in
                guard let fileName = file.name,
                    let name = CaseFileName.caseName(ofFile: fileName)
                else { return nil }
                let text = EvalRuns.SuiteSource.CaseText(
                    name: name, text: try reader.bytes(of: file.id), file: "cases/\(fileName)")
                return (positions[Array(name.utf8)] ?? Int.max, text)
            }
            .enumerated().sorted {
                ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
            }
        return EvalRuns.SuiteSource(
            name: suite.name, header: try bytes(SuiteFileKind.definitionName),
            headerFile: SuiteFileKind.definitionName, cases: cases.map(\.element.text),
            directory: FileManager.default.currentDirectoryPath)
    }

    /// The absolute path of a file, without links.
    static func absolute(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// True for a path at which there is a file.
    static func isFile(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && !isDirectory.boolValue
    }

    /// The name of a suite, of which the path of its directory in a mount ends with it.
    static func name(of reference: String) -> String {
        URL(filePath: reference).lastPathComponent
    }

    private static func directory(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    }

    private static func directoryName(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().lastPathComponent
    }
}
