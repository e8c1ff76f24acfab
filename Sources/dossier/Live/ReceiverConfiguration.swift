internal import Foundation

/// What a user's configuration says of receiving: `receiver.toml` in the `dossier` directory of the XDG configuration directory.
///
///     account = "house"                  # of what says nothing else
///     account_header = "X-Account"       # a request header that names the account; it comes before everything else
///     account_attribute = "team.name"    # a resource attribute that names it, where no header does
///
/// What the command line says counts instead.
struct ReceiverConfiguration: Hashable, Sendable {
    private(set) var account: String?
    private(set) var accountHeader: String?
    private(set) var accountAttribute: String?

    /// The configuration of this user; an empty one when there is no file.
    static func stored() throws -> ReceiverConfiguration {
        let environment = ProcessInfo.processInfo.environment
        let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        let path = "\(given ?? "\(home)/.config")/dossier/receiver.toml"
        guard FileManager.default.fileExists(atPath: path) else { return ReceiverConfiguration() }
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw OperationFailure("\(path): cannot be read: \(error.localizedDescription)")
        }
        return try ReceiverConfiguration(text: text, path: path)
    }

    private init() {}

    /// Reads the part of TOML that it takes: names with texts in quotes, comments.
    private init(text: String, path: String) throws {
        let fields: [Substring: WritableKeyPath<ReceiverConfiguration, String?>] = [
            "account": \.account, "account_header": \.accountHeader,
            "account_attribute": \.accountAttribute,
        ]
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = line.drop(while: \.isWhitespace)
            guard let first = line.first, first != "#" else { continue }
            func failure(_ reason: String) -> OperationFailure {
                OperationFailure("\(path), line \(number): \(reason)")
            }
            guard let match = line.wholeMatch(of: /([^=\s]+)\s*=\s*(.*)/),
                let value = Self.value(match.2)
            else { throw failure("no line of the form name = \"text\"") }
            guard let field = fields[match.1] else {
                let names = fields.keys.sorted().joined(separator: ", ")
                throw failure("\"\(match.1)\" is none of \(names)")
            }
            guard self[keyPath: field] == nil else {
                throw failure("\"\(match.1)\" is there twice")
            }
            self[keyPath: field] = value
        }
    }

    /// The text in quotes, when nothing but a comment follows it; without escapes.
    private static func value(_ text: Substring) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return nil }
        let inner = text.dropFirst().prefix { $0 != quote }
        let rest = text.dropFirst(inner.count + 1)
        guard rest.first == quote, !inner.isEmpty, !inner.contains("\\") else { return nil }
        let after = rest.dropFirst().drop(while: \.isWhitespace)
        return after.isEmpty || after.first == "#" ? String(inner) : nil
    }
}
