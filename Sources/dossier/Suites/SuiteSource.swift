internal import Evals

/// A suite that commands work on, wherever it is kept.
protocol SuiteSource {
    /// What to call it: a path, or a name in the store.
    var title: String { get }
    /// What changes whenever anything in the suite does.
    func revision() throws -> String
    /// The cases in order, without bodies.
    func cases() throws -> [ListedCase]
    /// A case with its text, by name or number.
    func text(of reference: String) throws -> (listed: ListedCase, text: [UInt8])
    /// The suite, its cases and what is wrong with them.
    func check() throws -> SuiteCheck
    /// Changes the suite; throws, and changes nothing, when `ifRevision` is the revision neither of
    /// the case nor of the suite.
    func apply(_ edit: SuiteEdit, ifRevision: String?) throws -> SuiteEditResult
}
