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

    @Option(help: ArgumentHelp("The account of what says nothing else.", valueName: "name"))
    var account = "default"

    @Option(
        help: "Where they are listed: interaction, or investigation (a run that ends in a report).")
    var kind: InteractionKind = .interaction

    func run() throws {
        let options = try receiverArguments.options(account: account, kind: kind)
        let signals = EndSignals()
        let service = LiveService(
            try storeOptions.openForWriting(creating: true), quietTime: liveOptions.quietTime)
        defer { service.stop() }
        let address = try service.listen(options)
        Terminal.print("listening on \(address)")
        signals.wait()
    }
}
