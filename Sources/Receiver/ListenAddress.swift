internal import Hummingbird

/// Where a receiver listens: on this machine alone.
public enum ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A port of a loopback address; zero is any free one.
    case port(host: String, Int)
    /// A Unix socket, which its owner alone may use.
    case socket(path: String)

    /// The address that OpenTelemetry's exporters send to when nothing else is said.
    public static let standard = ListenAddress.port(host: "127.0.0.1", 4318)

    /// Reads `127.0.0.1:4318`, `localhost:4318`, `[::1]:4318`, `4318` or `unix:PATH`.
    ///
    /// - Throws: `unusableAddress` for anything else, and for addresses that others could reach.
    public init(text: String) throws(ReceiverError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard !path.isEmpty else { throw .unusableAddress(text) }
            self = .socket(path: path)
            return
        }
        let separator = text.lastIndex(of: ":")
        let digits = separator.map { text[text.index(after: $0)...] } ?? text[...]
        guard let port = Int(digits), (0...65_535).contains(port) else {
            throw .unusableAddress(text)
        }
        switch separator.map({ String(text[..<$0]) }) ?? "127.0.0.1" {
        case "", "localhost", "127.0.0.1": self = .port(host: "127.0.0.1", port)
        case "[::1]": self = .port(host: "::1", port)
        default: throw .unusableAddress(text)
        }
    }

    /// What `init(text:)` reads.
    public var description: String {
        switch self {
        case .port(let host, let port):
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .socket(let path): "unix:\(path)"
        }
    }

    /// The address as the server takes it.
    var bindAddress: BindAddress {
        switch self {
        case .port(let host, let port): .hostname(host, port: port)
        case .socket(let path): .unixDomainSocket(path: path)
        }
    }
}
