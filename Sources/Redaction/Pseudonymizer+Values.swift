extension Pseudonymizer {
    /// The text of a member of an object, whose name may say that it is secret.
    ///
    /// `password` with the value `tr0ub4dor` is a secret of which the value alone tells nothing.
    public func redacted(_ text: String, named name: String) -> RedactedText {
        let bytes = Array(text.utf8)
        guard AssignmentDetector.isSecret(value: bytes, named: name) else { return redacted(text) }
        return replaced(text, as: .secret)
    }
}
