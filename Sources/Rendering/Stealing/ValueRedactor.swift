internal import Evals
internal import Redaction

/// Puts pseudonyms into every text of a value, and remembers each finding once.
struct ValueRedactor {
    /// What was replaced, and what may have to be.
    private(set) var findings: [Finding] = []
    private var known: Set<Finding> = []
    private let pseudonymizer: Pseudonymizer

    init(_ pseudonymizer: Pseudonymizer) {
        self.pseudonymizer = pseudonymizer
    }

    /// The value with pseudonyms; names of members are texts too.
    mutating func redacted(_ value: EvalValue) -> EvalValue {
        redacted(value, named: nil)
    }

    private mutating func redacted(_ value: EvalValue, named name: String?) -> EvalValue {
        switch value {
        case .null, .bool, .double: return value
        case .int(let number):
            take(pseudonymizer.suspicions(about: number, named: name))
            return value
        case .string(let text):
            let redacted =
                name.map { pseudonymizer.redacted(text, named: $0) }
                ?? pseudonymizer.redacted(text)
            return .string(take(redacted))
        case .list(let elements):
            return .list(elements.map { redacted($0, named: name) })
        case .map(let members):
            return .map(
                members.map { member in
                    EvalMember(
                        take(pseudonymizer.redacted(member.name)),
                        redacted(member.value, named: member.name))
                })
        }
    }

    private mutating func take(_ redacted: RedactedText) -> String {
        take(redacted.findings)
        return redacted.text
    }

    private mutating func take(_ found: [Finding]) {
        for finding in found where known.insert(finding).inserted { findings.append(finding) }
    }
}
