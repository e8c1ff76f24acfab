/// Keys whose beginnings tell what they are, and JSON web tokens.
enum KnownKeyDetector {
    private struct Form: Sendable {
        let prefix: [UInt8]
        let minimum: Int
        let kind: Finding.Kind

        init(_ prefix: String, _ minimum: Int, kind: Finding.Kind = .key) {
            self.prefix = Array(prefix.utf8)
            self.minimum = minimum
            self.kind = kind
        }
    }

    /// What keys begin with, and how many characters follow at least.
    private static let forms: [Form] = [
        // OpenAI, Anthropic and others who do as they do; Stripe.
        Form("sk-", 16), Form("sk_live_", 10), Form("sk_test_", 10), Form("rk_live_", 10),
        Form("rk_test_", 10), Form("pk_live_", 10), Form("whsec_", 16),
        // Hosts of code and packages.
        Form("ghp_", 20), Form("gho_", 20), Form("ghu_", 20), Form("ghs_", 20), Form("ghr_", 20),
        Form("github_pat_", 20), Form("glpat-", 16), Form("npm_", 30), Form("pypi-", 30),
        Form("dckr_pat_", 16),
        // Clouds.
        Form("AKIA", 16), Form("ASIA", 16), Form("ABIA", 16), Form("ACCA", 16), Form("AIza", 30),
        Form("ya29.", 20), Form("GOCSPX-", 20), Form("dop_v1_", 30), Form("hvs.", 20),
        // Chat, mail, models, observability.
        Form("xoxb-", 10), Form("xoxp-", 10), Form("xoxa-", 10), Form("xoxr-", 10),
        Form("xoxs-", 10), Form("xapp-", 10), Form("SG.", 30), Form("hf_", 20), Form("gsk_", 20),
        Form("r8_", 20), Form("lsv2_", 20), Form("pk-lf-", 16), Form("sk-lf-", 16),
        Form("glsa_", 20), Form("dapi", 32), Form("NRAK-", 20), Form("AGE-SECRET-KEY-", 20),
    ]

    private static let formsByFirstByte = Dictionary(grouping: forms) { $0.prefix[0] }

    static let matches: Detector = { text in
        text.runs { $0.isAlphanumeric || $0.isOne(of: "_-.") }.compactMap { run in
            var end = run.upperBound
            while end > run.lowerBound, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
            let word = run.lowerBound..<end
            if isWebToken(text, word) { return Match(range: word, kind: .token) }
            let forms = text.at(word.lowerBound).flatMap { formsByFirstByte[$0] } ?? []
            let form = forms.first {
                word.count >= $0.prefix.count + $0.minimum
                    && text[word].starts(with: $0.prefix)
            }
            guard let form, hasDigit(text, word) else { return nil }
            return Match(range: word, kind: form.kind)
        }
    }

    /// Three parts in base64, of which the first two are JSON objects.
    private static func isWebToken(_ text: [UInt8], _ word: Range<Int>) -> Bool {
        guard text[word].starts(with: "eyJ".utf8), word.count >= 30 else { return false }
        let parts = text[word].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (2...5).contains(parts.count) && parts[1].count >= 4
    }

    /// Words that only begin like a key (`sk-learn-compatible-estimators`) have no digit.
    private static func hasDigit(_ text: [UInt8], _ word: Range<Int>) -> Bool {
        text[word].dropFirst(3).contains(where: \.isDigit)
    }
}
