internal import Crypto

/// Names that stand for others: the same for the same, with a key that nobody can turn round without.
struct Pseudonyms: Sendable {
    private let key: SymmetricKey

    init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// The name for something, in a form that reads like it and belongs to nobody.
    func pseudonym(for original: String, kind: Finding.Kind) -> String {
        switch kind {
        case .email: email(original)
        case .host: "host-\(digits(of: original.lowercased(), "host")).example"
        case .address: address(original)
        case .key: "key-\(digits(of: original, "key"))"
        case .token: "token-\(digits(of: original, "token"))"
        case .secret: "secret-\(digits(of: original, "secret"))"
        case .privateKey: "[private-key-\(digits(of: original, "private-key"))]"
        case .phone: phone(original)
        case .user: "user-\(digits(of: original, "user"))"
        case .identifier: "id-\(digits(of: original.lowercased(), "identifier"))"
        case .rule(let name): "\(name)-\(digits(of: original.lowercased(), "rule " + name))"
        }
    }

    private func email(_ original: String) -> String {
        let parts = original.split(separator: "@", maxSplits: 1).map(String.init)
        let host = pseudonym(for: parts.last ?? "", kind: .host)
        return "person-\(digits(of: original.lowercased(), "email"))@\(host)"
    }

    /// An address of the ranges that are set apart for benchmarks and for documentation.
    private func address(_ original: String) -> String {
        let hash = bytes(of: original.lowercased(), "address")
        guard original.utf8.contains(UInt8(ascii: ":")) else {
            return "198.\(18 + hash[0] % 2).\(hash[1]).\(hash[2])"
        }
        let groups = (0..<3).map {
            String(UInt16(hash[2 * $0]) << 8 | UInt16(hash[2 * $0 + 1]), radix: 16)
        }
        return "2001:db8:\(groups.joined(separator: ":"))::1"
    }

    /// A number of a country that does not exist; spaces and hyphens do not make another number.
    private func phone(_ original: String) -> String {
        let hash = bytes(of: original.filter(\.isWholeNumber), "phone")
        let number = hash[0..<4].reduce(0) { $0 << 8 | UInt64($1) } % 1_000_000_000
        let digits = String(number)
        return "+999" + String(repeating: "0", count: 9 - digits.utf8.count) + digits
    }

    private func digits(of text: String, _ purpose: String) -> String {
        bytes(of: text, purpose)[..<4].map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private func bytes(of text: String, _ purpose: String) -> [UInt8] {
        Array(
            HMAC<SHA256>.authenticationCode(for: Array("\(purpose)\u{0}\(text)".utf8), using: key))
    }
}
