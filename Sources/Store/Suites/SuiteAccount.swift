/// Which suites belong to an account: its own, and those that were made when there was none.
enum SuiteAccount {
    /// The part of a condition on the suite `s` that lets those of the account through, and no others.
    static func condition(_ account: String?) -> String {
        account == nil
            ? ""
            : " AND (s.account IS NULL OR s.account = (SELECT id FROM account WHERE name = ?))"
    }

    /// What the condition is bound to.
    static func bindings(_ account: String?) -> [Binding] { account.map { [.text($0)] } ?? [] }
}
