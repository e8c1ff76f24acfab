/// A directory in which a suite's files are written.
public enum SuiteDirectory: Int64, Hashable, Sendable, CaseIterable {
    /// The suite's own, with `suite.yaml` and `order.txt`.
    case suite = 0
    /// `cases`, inside it.
    case cases = 1
}
