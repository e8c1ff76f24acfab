import Testing

@testable import Redaction

@Suite("Pseudonyms in texts")
struct PseudonymizerTests {
    private let pseudonymizer: Pseudonymizer

    init() throws {
        pseudonymizer = try Pseudonymizer(key: Array("a key of the tests".utf8))
    }

    /// What is replaced in a text, with its kind.
    private func replaced(_ text: String) -> [String] {
        pseudonymizer.redacted(text).findings.filter { $0.pseudonym != nil }
            .map { "\($0.kind.name): \($0.original)" }
    }

    private func suspected(_ text: String) -> [String] {
        pseudonymizer.redacted(text).findings.filter { $0.pseudonym == nil }
            .map { "\($0.kind.name): \($0.original)" }
    }

    @Test(
        "what tells on people and machines is found",
        arguments: [
            (
                "mail Jane.Doe+x@mail.acme.co.uk, please",
                ["e-mail address: Jane.Doe+x@mail.acme.co.uk"]
            ),
            ("<bob@acme.io>;a@b.de", ["e-mail address: bob@acme.io", "e-mail address: a@b.de"]),
            ("ssh db-1.prod.acme.internal", ["host: db-1.prod.acme.internal"]),
            ("see https://wiki.acme.com/x?y=1.", ["host: wiki.acme.com"]),
            ("http://payments:8080/health", ["host: payments"]),
            (
                "postgres://app:hunter2@db.acme.net/x",
                ["user: app", "secret: hunter2", "host: db.acme.net"]
            ),
            (
                "from 10.0.12.7:5432 to 8.8.8.8/32",
                ["IP address: 10.0.12.7", "IP address: 8.8.8.8"]
            ),
            ("at fe80::1ff:fe23:4567:890a%eth0", ["IP address: fe80::1ff:fe23:4567:890a"]),
            ("[2607:f8b0:4005:805::200e]:443", ["IP address: 2607:f8b0:4005:805::200e"]),
            ("::ffff:192.168.1.9", ["IP address: ::ffff:192.168.1.9"]),
            (
                "2001:1db8:0:1:2:3:4:5 is up",
                ["IP address: 2001:1db8:0:1:2:3:4:5"]
            ),
            ("key sk-proj-abcDEF0123456789abcdef", ["key: sk-proj-abcDEF0123456789abcdef"]),
            ("AKIAIOSFODNN7EXAMPLE", ["key: AKIAIOSFODNN7EXAMPLE"]),
            ("ghp_0123456789abcdefghijABCDEFGHIJ", ["key: ghp_0123456789abcdefghijABCDEFGHIJ"]),
            (
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
                ["token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"]
            ),
            ("Authorization: Bearer abcdef0123", ["secret: abcdef0123"]),
            ("\"password\": \"tr0ub4dor\"", ["secret: tr0ub4dor"]),
            ("DB_PASSWORD=correct-horse x", ["secret: correct-horse"]),
            (#"{\"api_key\": \"zzTop12345\"}"#, ["secret: zzTop12345"]),
            (
                "wJalrXUtnFEMI7K7MDENGbPxRfiCYzEXkey9",
                ["secret: wJalrXUtnFEMI7K7MDENGbPxRfiCYzEXkey9"]
            ),
            ("call +49 (30) 901820-15 now", ["phone number: +49 (30) 901820-15"]),
            ("or (415) 555-2671.", ["phone number: (415) 555-2671"]),
            ("415-555-2671", ["phone number: 415-555-2671"]),
        ])
    func found(text: String, expected: [String]) {
        #expect(replaced(text) == expected)
    }

    @Test(
        "what tells on nobody stays",
        arguments: [
            "see main.py, README.md and os.path.join(a, b.c)", "std::vector<int> a::b 12:34:56",
            "at 2026-11-28T18:17:31.123Z, took 1234567890 ns", "version 1.2.3, v10.4.1",
            "localhost:8080 and 127.0.0.1, example.com, a@example.org",
            "max_tokens: 4096, token: null, password: ***, secret=${SECRET}, key: value",
            "sk-learn-compatible-estimators-are-nice", "camelCaseIdentifierOfALongMethodName2",
            "order 4711-0815 of 28.11.2026", "::1 and 0.0.0.0", "1,234,567.89 EUR in 3-4 days",
            "user@host without a domain", "a ratio of 16:9:4", "<html><body>x</body></html>",
        ])
    func nothing(text: String) {
        #expect(replaced(text) == [])
        #expect(pseudonymizer.redacted(text).text == text)
    }

    @Test(
        "what may tell on somebody is named and stays",
        arguments: [
            (
                "trace 0af7651916cd43dd8448eb211c80319c",
                "identifier: 0af7651916cd43dd8448eb211c80319c"
            ),
            (
                "id 123e4567-e89b-12d3-a456-426614174000",
                "identifier: 123e4567-e89b-12d3-a456-426614174000"
            ),
            ("version 10.1.2.3", "IP address: 10.1.2.3"), ("dead::beef", "IP address: dead::beef"),
            ("user.me", "host: user.me"), ("030 1234567", "phone number: 030 1234567"),
            ("session: abcdefgh", "secret: abcdefgh"),
            ("account 48213377, please", "identifier: 48213377"),
            ("订单号731024。", "identifier: 731024"),
            ("https://example.com/orders/9900412", "identifier: 9900412"),
            ("acct12345678 is closed", "identifier: acct12345678"),
            ("Konto:DE89370400440532013000", "identifier: DE89370400440532013000"),
        ])
    func unsure(text: String, expected: String) {
        #expect(suspected(text) == [expected])
        #expect(pseudonymizer.redacted(text).text == text)
    }

    @Test(
        "numbers that are measures, times or parts of words are not even suspected",
        arguments: [
            "order 47110 on port 65535", "took 1234567890 ns for 250000 tokens",
            "on 20261128 at 20261128181731", "since 1795443200, 1795443200000000000",
            "18:17:31.123456 of 1500000.25", "commit 1234567a, x1234567", "1,234,567.89 EUR",
            "deadbeef12345678 abc1234567", "a1b2c345678 and ab12cd345678",
            "img20261128 at log1795443200",
            "call_x9Fk2345678", "acct12345",
        ])
    func measures(text: String) {
        #expect(suspected(text) == [])
    }

    @Test(
        "an integer that may stand for somebody is named, one that measures something is not",
        arguments: [
            ("account", 48_213_377, true), (nil, 7_310_245, true), ("userId", 731_024, true),
            ("order_total_id", 731_024, true), ("PIN", 4_711, false), ("password", 471_123, true),
            ("total_tokens", 120_652, false), ("durationMs", 549_737, false),
            ("cache_read_input_tokens", 1_570_984, false), ("created", 1_795_443_200, false),
            ("model_context_window", 258_400, false), ("days", 20_261_128, false),
            ("limit_of_rows", 123_456, false), ("anything", 2_000_000, false),
            ("anything", -48_213_377, false), ("port", 65_535, false),
        ] as [(String?, Int64, Bool)])
    func integers(name: String?, number: Int64, isSuspect: Bool) {
        let found = pseudonymizer.suspicions(about: number, named: name)
        #expect(found.map(\.original) == (isSuspect ? ["\(number)"] : []))
        #expect(found.allSatisfy { $0.pseudonym == nil })
    }

    @Test("the block of a private key goes as a whole, escaped newlines or a missing end or not")
    func privateKeys() {
        let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7\n"
        for (before, text, after) in [
            ("a ", "-----BEGIN RSA PRIVATE KEY-----\n\(body)-----END RSA PRIVATE KEY-----", " z"),
            (
                "\"", "-----BEGIN PRIVATE KEY-----\\n\(body)-----END PRIVATE KEY-----", "\""
            ),
            ("", "-----BEGIN OPENSSH PRIVATE KEY-----\n\(body)", "{cut}"),
        ] {
            let redacted = pseudonymizer.redacted(before + text + after)
            #expect(redacted.findings.map(\.kind) == [.privateKey])
            #expect(redacted.text.hasPrefix(before + "[private-key-"))
            #expect(redacted.text.hasSuffix("]" + after))
        }
        #expect(replaced("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----") == [])
    }

    @Test("the same gets the same pseudonym, whatever the text; another key gives another")
    func stable() throws {
        let first = pseudonymizer.redacted("jane@acme.com wrote to bob@acme.com on www.acme.com")
        let second = pseudonymizer.redacted("To: JANE@acme.com")
        #expect(first.findings[0].pseudonym == second.findings[0].pseudonym)
        #expect(first.findings[0].pseudonym != first.findings[1].pseudonym)
        let hosts = first.findings.compactMap { $0.pseudonym?.split(separator: "@").last }
        #expect(hosts[0] == hosts[1] && hosts[1] != hosts[2])
        let other = try Pseudonymizer(key: [1]).redacted("jane@acme.com")
        #expect(other.findings[0].pseudonym != first.findings[0].pseudonym)
        #expect(
            pseudonymizer.redacted("+1 415 555 2671").text
                == pseudonymizer.redacted("+1-415-555-2671").text)
    }

    @Test("a second pass changes nothing")
    func idempotent() {
        let text = """
            jane@acme.com from 10.1.2.3 and 2607:f8b0::1:200e called +49 30 90182015 about db.acme.net,
            password=hunter22 key sk-proj-abcDEF0123456789abcdef Authorization: Bearer abcdef01234567
            postgres://app:hunter2@db.acme.net/x wJalrXUtnFEMI7K7MDENGbPxRfiCYzEXkey9
            """
        let once = pseudonymizer.redacted(text)
        let twice = pseudonymizer.redacted(once.text)
        #expect(once.findings.filter { $0.pseudonym != nil }.count >= 10)
        #expect(twice.text == once.text)
        for finding in once.findings { #expect(!once.text.contains(finding.original)) }
    }

    @Test("rules of the configuration go first, and what it keeps stays")
    func rules() throws {
        let pseudonymizer = try Pseudonymizer(
            key: [7],
            rules: RedactionRules(
                rules: [
                    .init(name: "ticket", patterns: [#"ACME-\d+"#]),
                    .init(name: "customer", words: ["Contoso", "Blue Whale Inc"]),
                ], kept: ["github.com"]))
        let redacted = pseudonymizer.redacted(
            "ACME-12 by contoso on api.github.com for BLUE WHALE INC, not Contosos")
        #expect(redacted.findings.map(\.kind.name) == ["ticket", "customer", "customer"])
        #expect(redacted.text.hasPrefix("ticket-"))
        #expect(redacted.text.contains(" on api.github.com "))
        #expect(redacted.text.hasSuffix(", not Contosos"))
        #expect(throws: RedactionPatternError.self) {
            try Pseudonymizer(
                key: [], rules: RedactionRules(rules: [.init(name: "x", patterns: ["("])]))
        }
    }

    @Test("any bytes give text of which everything else stays, in linear time")
    func hostile() {
        for text in [
            String(repeating: "@", count: 20_000), String(repeating: "a.", count: 20_000),
            String(repeating: "://", count: 10_000), String(repeating: "1-", count: 20_000),
            String(repeating: "key=", count: 10_000),
            String(repeating: "-----begin ", count: 5_000),
            String(repeating: "bearer ", count: 8_000), String(repeating: ":", count: 40_000),
            "\u{0}\u{1F600}\u{202E}a@b.com\u{FFFD}",
        ] {
            let redacted = pseudonymizer.redacted(text)
            #expect(redacted.text.utf8.count >= text.utf8.count / 4)
        }
    }
}
