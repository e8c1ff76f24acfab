/// What is never replaced: what belongs to nobody, and what the configuration names.
struct KeptTexts: Sendable {
    /// Domains that are set apart for examples and tests, and the machine itself.
    private static let domains = [
        "localhost", "example", "example.com", "example.net", "example.org", "test", "invalid",
        "localdomain",
    ]

    private let texts: Set<String>
    private let domains: [String]

    init(_ configured: [String]) {
        let lowered = configured.map { $0.lowercased() }
        texts = Set(lowered)
        domains = Self.domains + lowered
    }

    /// True for a text that stays.
    func contain(_ text: String, kind: Finding.Kind) -> Bool {
        let lowered = text.lowercased()
        if texts.contains(lowered) { return true }
        switch kind {
        case .host: return isKept(host: lowered)
        case .email:
            return lowered.split(separator: "@").last.map { isKept(host: String($0)) } == true
        case .address:
            return lowered.hasPrefix("127.") || lowered == "0.0.0.0" || lowered.hasPrefix("255.255")
                || ["198.18.", "198.19.", "192.0.2.", "198.51.100.", "203.0.113."]
                    .contains(where: lowered.hasPrefix)
                || lowered.hasPrefix("2001:db8:") || lowered == "::1"
        case .phone: return lowered.hasPrefix("+999") || lowered.hasPrefix("999")
        case .secret, .key, .token, .user: return Self.isPseudonym(lowered)
        case .privateKey, .identifier, .rule: return false
        }
    }

    private func isKept(host: String) -> Bool {
        domains.contains { host == $0 || host.hasSuffix("." + $0) }
    }

    /// True for what `Pseudonyms` makes.
    private static func isPseudonym(_ text: String) -> Bool {
        ["secret-", "key-", "token-", "user-"].contains { prefix in
            text.hasPrefix(prefix) && text.utf8.count == prefix.utf8.count + 8
                && text.utf8.dropFirst(prefix.utf8.count).allSatisfy(\.isHexDigit)
        }
    }
}
