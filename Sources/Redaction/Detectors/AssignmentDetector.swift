/// Values of what is called a password, secret, token or key, and of authorization headers.
enum AssignmentDetector {
    /// Names whose values are secret whatever they look like.
    private static let secretNames: Set<String> = [
        "password", "passwd", "passphrase", "pwd", "secret", "clientsecret", "apikey", "accesskey",
        "secretkey", "secretaccesskey", "privatekey", "authtoken", "accesstoken", "refreshtoken",
        "idtoken", "bearertoken", "sessiontoken", "apitoken", "xapikey", "apisecret", "signingkey",
        "encryptionkey", "connectionstring", "dbpassword", "sharedaccesskey", "accountkey",
    ]
    /// Names whose values are secret when they look like it.
    private static let doubtfulNames: Set<String> = [
        "token", "key", "auth", "credential", "credentials", "cookie", "session", "sessionid",
        "signature", "sig", "csrf", "nonce", "pin", "otp",
    ]
    /// What stands where a secret was taken out, or never was.
    private static let placeholders: Set<String> = [
        "null", "none", "nil", "true", "false", "undefined", "redacted", "hidden", "masked",
        "changeme", "your", "string", "str", "required", "optional", "missing", "empty", "invalid",
    ]

    static let matches: Detector = { text in
        var matches: [Match] = []
        // Values are looked at once: in `key=key=key=` each would reach to the end of the text.
        var known = 0..<0
        for index in text.indices where text[index].isOne(of: "=:") {
            guard matches.last.map({ index >= $0.range.upperBound }) ?? true,
                let name = name(in: text, before: index),
                let value = value(in: text, after: index + 1, within: known)
            else { continue }
            known = value
            if name == "authorization" || name == "proxyauthorization" {
                matches += authorization(text, value)
            } else if isSecret(name), isReal(text, value) {
                matches.append(Match(range: value, kind: .secret))
            } else if doubtfulNames.contains(name), isReal(text, value), value.count >= 8 {
                let isSure = value.count >= 12 && text[value].contains(where: \.isDigit)
                matches.append(Match(range: value, kind: .secret, isSure: isSure))
            }
        }
        return matches + bearers(text)
    }

    /// True for the value of a member whose name says that it is secret.
    static func isSecret(value: [UInt8], named name: String) -> Bool {
        let plain = name.utf8.filter { !$0.isOne(of: "_-") }.map(\.lowered)
        return isSecret(String(decoding: plain, as: UTF8.self))
            && isReal(value, value.startIndex..<value.endIndex)
    }

    /// The name that is given a value, in lower case without hyphens and underscores.
    private static func name(in text: [UInt8], before index: Int) -> String? {
        var end = index
        while end > 0, text[end - 1].isOne(of: " \"'\\`*") { end -= 1 }
        var start = end
        while start > 0, end - start < 40,
            text[start - 1].isAlphanumeric || text[start - 1].isOne(of: "_-")
        { start -= 1 }
        guard end > start else { return nil }
        return String(
            decoding: text[start..<end].filter { !$0.isOne(of: "_-") }.map(\.lowered),
            as: UTF8.self)
    }

    private static func isSecret(_ name: String) -> Bool {
        secretNames.contains(name)
            || ["password", "secret", "apikey", "authtoken", "accesstoken", "secretkey"]
                .contains { name.hasSuffix($0) }
    }

    /// The value: quoted, or up to the next space or sign.
    ///
    /// `known` is a value that was found before, with which a value inside of it ends.
    private static func value(
        in text: [UInt8], after index: Int, within known: Range<Int> = 0..<0
    ) -> Range<Int>? {
        var start = text.end(from: index) { $0.isOne(of: " =>") }
        while text.at(start)?.isOne(of: "\"'`\\") == true { start += 1 }
        let end =
            known.contains(start)
            ? known.upperBound
            : text.end(from: start) { !$0.isOne(of: " \n\r\t\"'`,;&<>(){}[]|\\") }
        return end > start ? start..<end : nil
    }

    private static func isReal(_ text: [UInt8], _ value: Range<Int>) -> Bool {
        guard value.count >= 4, text[value.lowerBound].isWord || value.count >= 8 else {
            return false
        }
        let letters = String(
            decoding: text[value].prefix { $0.isLetter }.map(\.lowered), as: UTF8.self)
        return !placeholders.contains(letters)
            && !text[value].allSatisfy { $0.isOne(of: "*.xX-_#") }
            && !text[value].starts(with: "$".utf8) && !text[value].starts(with: "%".utf8)
    }

    /// `Bearer xyz`, `Basic xyz`, or the key alone.
    private static func authorization(_ text: [UInt8], _ value: Range<Int>) -> [Match] {
        let word = String(decoding: text[value].map(\.lowered), as: UTF8.self)
        guard ["bearer", "basic", "token", "digest", "apikey"].contains(word) else {
            return isReal(text, value) ? [Match(range: value, kind: .secret)] : []
        }
        guard let next = self.value(in: text, after: value.upperBound), isReal(text, next) else {
            return []
        }
        return [Match(range: next, kind: .secret)]
    }

    /// `Bearer xyz` outside of headers.
    private static func bearers(_ text: [UInt8]) -> [Match] {
        text.indices.compactMap { index in
            guard text[index].lowered == UInt8(ascii: "b"), text.has("bearer ", at: index),
                text.at(index - 1)?.isWord != true,
                let value = value(in: text, after: index + 7), value.count >= 16,
                text[value].contains(where: \.isDigit)
            else { return nil }
            return Match(range: value, kind: .secret)
        }
    }
}
