internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
public import Store
internal import Synchronization

/// An OTLP endpoint over HTTP, which stores what it is sent.
///
/// A request is answered with success only when what it carries is durable; one that is sent again adds nothing.
public struct Receiver: Sendable {
    private let options: ReceiverOptions
    private let queue: AppendQueue

    /// Creates a receiver; `appended` is called whenever something was added to the store.
    public init(
        _ store: Store, _ options: ReceiverOptions, appended: @escaping @Sendable () -> Void
    ) {
        self.options = options
        queue = AppendQueue(store, appended: appended)
    }

    /// Serves until the task is cancelled; calls `ready` with where it listens.
    ///
    /// - Throws: `ReceiverError.cannotListen`.
    public func run(
        ready: @escaping @Sendable (ListenAddress) -> Void
    ) async throws {
        let limits = options.limits
        let endpoint = Endpoint(
            options: options,
            checks: RequestChecks(token: options.token, accounts: options.accounts),
            bodies: BodyReader(limits: limits, pending: PendingBytes(limit: limits.pendingBytes)),
            decoder: BodyDecoder(limits: limits), queue: queue)
        var logger = Logger(label: "dossier.receiver")
        logger.logLevel = .critical
        let address = options.address
        // Nobody else may connect to a socket, from the moment at which it is there.
        let mask = Mutex<mode_t?>(nil)
        if case .socket(let path) = address {
            try SocketFile.check(path)
            mask.withLock { $0 = umask(0o177) }
        }
        @Sendable func unmask() {
            mask.withLock { old in
                if let old { umask(old) }
                old = nil
            }
        }
        defer { unmask() }
        let application = Application(
            responder: endpoint,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [
                        SlowClientHandler(headTime: limits.headTime, bodyTime: limits.bodyTime)
                    ],
                    idleTimeout: TimeAmount(limits.idleTime),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768,
                        maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(
                address: address.bindAddress,
                availableConnectionsDelegate: MaximumAvailableConnections(
                    limits.connections, logger: logger)),
            onServerRunning: { channel in
                unmask()
                ready(address.bound(to: channel))
            }, logger: logger)
        do {
            try await application.run()
        } catch is CancellationError {
            return
        } catch {
            throw ReceiverError.cannotListen("\(address)", reason: "\(error)")
        }
    }
}

extension ListenAddress {
    /// The address with the port that was found free.
    fileprivate func bound(to channel: any Channel) -> ListenAddress {
        guard case .port(let host, 0) = self, let port = channel.localAddress?.port else {
            return self
        }
        return .port(host: host, port)
    }
}
