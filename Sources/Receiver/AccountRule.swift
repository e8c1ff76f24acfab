internal import HTTPTypes
internal import Traces

/// Which account what is received belongs to.
///
/// A header decides when it is sent; else a resource attribute does where there is one; else the account is
/// the one named here.
public struct AccountRule: Hashable, Sendable {
    /// The longest name of an account that is taken from outside, in bytes.
    static let maximumNameBytes = 200

    /// The account when nothing says another one.
    public var account: String
    /// The header that names the account; nil when none does.
    public var header: String?
    /// The resource attribute that names the account; nil when none does.
    public var attribute: String?

    /// Creates a rule.
    public init(account: String, header: String? = nil, attribute: String? = nil) {
        self.account = account
        self.header = header
        self.attribute = attribute
    }

    /// The account that a request's header names; nil when it names none.
    ///
    /// - Throws: `Refusal` for a name that no account may have.
    func account(from fields: HTTPFields) throws(Refusal) -> String? {
        guard let header, let name = HTTPField.Name(header), let value = fields[name] else {
            return nil
        }
        guard Self.isName(value) else { throw .badAccount }
        return value
    }

    /// The account of a record that came without such a header.
    func account(of record: Record) -> String {
        guard let attribute, let resource = record.resource else { return account }
        for candidate in resource.attributes where candidate.key == attribute {
            if case .string(let value) = candidate.value, Self.isName(value) { return value }
        }
        return account
    }

    private static func isName(_ text: String) -> Bool {
        (1...maximumNameBytes).contains(text.utf8.count)
            && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
    }
}

extension Record {
    /// What made the record; nil for annotations.
    fileprivate var resource: Resource? {
        switch self {
        case .span(let span): span.resource
        case .log(let log): log.resource
        case .annotation: nil
        }
    }
}
