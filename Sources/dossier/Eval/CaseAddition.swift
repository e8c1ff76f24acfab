internal import Evals
internal import Foundation
internal import Store

/// Adds a case to the end of a suite.
struct CaseAddition {
    private let suite: String
    private let casesPath: CasesPath
    private let store: Store

    /// Names the suite: a file, or a suite of a store.
    init(suite: String, casesPath: String?, in store: Store) {
        self.suite = suite
        self.casesPath = casesPath.map(CasesPath.init) ?? .cases
        self.store = store
    }

    /// Adds a case under a name that no other case has; gives its place.
    func add(_ text: String, named name: String) throws -> String {
        guard !RunSubject.isFile(suite) else {
            var document = try SuiteDocument(
                Array(Data(contentsOf: URL(filePath: suite))), casesPath: casesPath)
            guard !document.cases.contains(where: { $0.name == name }) else { throw taken(name) }
            try document.insertCase(Array(text.utf8), at: document.cases.count)
            try AtomicFile.replace(RunSubject.absolute(suite), with: document.bytes)
            return "\(suite), case \(document.cases.count - 1): \(name)"
        }
        guard let row = try store.reader(account: nil).suite(named: RunSubject.name(of: suite))
        else {
            throw OperationFailure("\(suite) is neither a file nor a suite of the store")
        }
        guard let file = CaseFileName.file(forCase: name) else {
            throw OperationFailure("\(name) is too long for the name of a file")
        }
        let place = SuitePlace(suite: row.id, directory: .cases, name: file)
        guard try store.reader(account: nil).file(at: place) == nil else { throw taken(name) }
        _ = try store.suiteWriter(account: nil, origin: .command)
            .replace(place, with: Array(text.utf8), at: Clock.now())
        return "evals/\(row.name)/cases/\(file)"
    }

    private func taken(_ name: String) -> OperationFailure {
        OperationFailure("\(suite) has a case \"\(name)\"; give another name with --name")
    }
}
