internal import ArgumentParser
internal import Receiver
internal import Store
internal import Traces

/// `dossier receive`.
struct ReceiveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Receives OpenTelemetry traces and logs over HTTP into the store.",
        discussion: """
            Applications send with any OpenTelemetry, OpenInference, OpenLLMetry or Langfuse SDK: \
            OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318, protobuf or JSON. A mount of the store shows \
            what arrives while it happens; `dossier mount --listen` does both. It serves until a signal.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var receiverArguments: ReceiverArguments
    @OptionGroup var liveOptions: LiveOptions

    @Option(
        help: ArgumentHelp(
            "The account of what says nothing else. Default: that of receiver.toml, or \"default\".",
            valueName: "name"))
    var account: String?

    func run() throws {
        let configuration = try ReceiverConfiguration.stored()
        let options = try receiverArguments.options(
            account: account ?? configuration.account ?? AccountOptions.standardName, configuration)
        let signals = EndSignals()
        let service = try LiveService(
            storeOptions.openForWriting(creating: true), as: .recorder,
            quietTime: liveOptions.quietTime)
        defer { service.stop() }
        let address = try service.listen(options)
        Terminal.print("listening on \(address)")
        signals.wait()
    }
}
