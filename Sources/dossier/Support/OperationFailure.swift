/// Why what was asked for could not be done, although the command line was right.
struct OperationFailure: Error, CustomStringConvertible {
    /// What failed, on what, and what to do.
    let description: String

    /// Creates a failure.
    init(_ description: String) {
        self.description = description
    }
}
