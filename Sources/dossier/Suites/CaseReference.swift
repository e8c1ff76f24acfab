internal import Foundation
internal import Store

/// A file of a suite of the store, as a user names it: by its path in a mount, or as `SUITE/CASE`.
struct CaseReference {
    let suite: SuiteRow
    let place: SuitePlace

    init(_ text: String, in reader: StoreReader) throws {
        var words = text.split(separator: "/").map(String.init)
        guard let name = words.popLast(), !words.isEmpty else {
            throw OperationFailure("name a case as SUITE/CASE, or by its path in a mount")
        }
        if words.count > 1, words.last == "cases" { words.removeLast() }
        guard let suite = try reader.suite(named: words[words.count - 1]) else {
            throw OperationFailure("the store has no suite \"\(words[words.count - 1])\"")
        }
        self.suite = suite
        let isOwn = SuiteFileKind.isNamed(name)
        let hasEnding = isOwn || name.hasSuffix(SuiteFileKind.caseEnding)
        place = SuitePlace(
            suite: suite.id, directory: isOwn ? .suite : .cases,
            name: hasEnding ? name : name + SuiteFileKind.caseEnding)
    }
}
