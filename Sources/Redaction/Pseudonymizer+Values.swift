extension Pseudonymizer {
    /// The text of a member of an object, whose name may say that it is secret.
    ///
    /// `password` with the value `tr0ub4dor` is a secret of which the value alone tells nothing.
    public func redacted(_ text: String, named name: String) -> RedactedText {
        let bytes = Array(text.utf8)
        guard AssignmentDetector.isSecret(value: bytes, named: name) else { return redacted(text) }
        return replaced(text, as: .secret)
    }

    /// What the integer of a member with a name may tell on somebody; it stays as it is, since a text in its place is
    /// another value.
    public func suspicions(about number: Int64, named name: String?) -> [Finding] {
        guard NumberDetector.isSuspect(number, named: name) else { return [] }
        let found = name.map { redacted("\(number)", named: $0) } ?? redacted("\(number)")
        return found.findings.map { Finding(kind: $0.kind, original: $0.original, pseudonym: nil) }
    }
}
