internal import ArgumentParser
internal import Foundation
internal import Receiver
internal import Traces

/// How telemetry is received.
struct ReceiverArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where to listen: a loopback address with a port, or unix:PATH.", valueName: "address"))
    var address = "127.0.0.1:4318"

    @Option(
        help: ArgumentHelp(
            "A request header that names the account; it comes before everything else.",
            discussion: """
                What is not said here is taken from receiver.toml in the dossier directory of the XDG \
                configuration directory: account, account_header, account_attribute.
                """, valueName: "name"))
    var accountHeader: String?

    @Option(
        help: ArgumentHelp(
            "A resource attribute that names the account, where no header does.",
            valueName: "name"))
    var accountAttribute: String?

    @Option(
        help: ArgumentHelp(
            "A file whose first line clients have to send as Bearer token, or as the password of Basic.",
            valueName: "file"),
        completion: .file())
    var tokenFile: String?

    @Option(
        help: """
            Where what is received is listed: interaction, or investigation (a run that ends in a report).
            """)
    var kind: InteractionKind = .interaction

    /// What was said on the command line, to be given to another process.
    var words: [String] {
        var words = ["--address", address, "--kind", kind.rawValue]
        if let accountHeader { words += ["--account-header", accountHeader] }
        if let accountAttribute { words += ["--account-attribute", accountAttribute] }
        if let tokenFile {
            words += ["--token-file", URL(filePath: tokenFile).path(percentEncoded: false)]
        }
        return words
    }

    /// The options of a receiver; `account` is that of what says nothing else.
    func options(
        account: String, _ configuration: ReceiverConfiguration
    ) throws -> ReceiverOptions {
        ReceiverOptions(
            address: try ListenAddress(text: address),
            accounts: AccountRule(
                account: account, header: accountHeader ?? configuration.accountHeader,
                attribute: accountAttribute ?? configuration.accountAttribute),
            kind: kind, token: try token())
    }

    private func token() throws -> String? {
        guard let tokenFile else { return nil }
        let text = try String(contentsOfFile: tokenFile, encoding: .utf8)
        guard let line = text.split(separator: "\n").first, !line.isEmpty else {
            throw OperationFailure("\(tokenFile): its first line is no token")
        }
        return String(line)
    }
}
