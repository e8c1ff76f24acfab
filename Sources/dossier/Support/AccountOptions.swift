internal import ArgumentParser
internal import Store

/// Whose interactions a command shows: those of one account.
struct AccountOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Show the interactions of this account, and nothing else.",
            discussion: "Needed only when the store has several accounts.", valueName: "name"))
    var account: String?

    /// The account of what is imported when nobody names one.
    static let standardName = "default"

    /// The account to show: the one that was named, or the only one that there is.
    ///
    /// In a store without any it is the one that imports make unless they name another: never all that may come.
    func chosen(in store: Store, mayBeNew: Bool = false) throws -> String {
        let names = try store.accountNames()
        if let account {
            guard mayBeNew || names.contains(where: { $0.utf8.elementsEqual(account.utf8) }) else {
                throw OperationFailure(
                    "the store has no account \"\(account)\"; it has: "
                        + names.map { "\"\($0)\"" }.joined(separator: ", "))
            }
            return account
        }
        guard names.count > 1 else { return names.first ?? Self.standardName }
        throw OperationFailure(
            "the store has several accounts, name one with --account: "
                + names.map { "\"\($0)\"" }.joined(separator: ", "))
    }
}
