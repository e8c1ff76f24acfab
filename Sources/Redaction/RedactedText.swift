/// A text with stable pseudonyms in place of what tells on people and machines.
public struct RedactedText: Hashable, Sendable {
    /// The text.
    public var text: String
    /// What was replaced, and what may have to be, in the order of the text.
    public var findings: [Finding]

    /// Creates a text.
    public init(text: String, findings: [Finding] = []) {
        self.text = text
        self.findings = findings
    }
}

/// Something in a text that tells on people or machines, or may.
public struct Finding: Hashable, Sendable {
    /// What kind of thing it is.
    public enum Kind: Hashable, Sendable {
        /// An e-mail address.
        case email
        /// The name of a host.
        case host
        /// An IPv4 or IPv6 address.
        case address
        /// A key that its issuer marks: API keys, tokens of code hosts, AWS key ids.
        case key
        /// A JSON web token.
        case token
        /// The value of something named password, secret, token or key, or what looks random.
        case secret
        /// The block of a private key.
        case privateKey
        /// A telephone number.
        case phone
        /// The user in an address.
        case user
        /// An identifier: a UUID, a long hexadecimal number, or a number of six digits and more.
        case identifier
        /// What a rule of the configuration names.
        case rule(String)

        /// The kind in reports.
        public var name: String {
            switch self {
            case .email: "e-mail address"
            case .host: "host"
            case .address: "IP address"
            case .key: "key"
            case .token: "token"
            case .secret: "secret"
            case .privateKey: "private key"
            case .phone: "phone number"
            case .user: "user"
            case .identifier: "identifier"
            case .rule(let name): name
            }
        }
    }

    /// The kind.
    public var kind: Kind
    /// What stood there.
    public var original: String
    /// What stands there now; nil for what is only suspected and was left as it was.
    public var pseudonym: String?

    /// Creates a finding.
    public init(kind: Kind, original: String, pseudonym: String?) {
        self.kind = kind
        self.original = original
        self.pseudonym = pseudonym
    }
}
