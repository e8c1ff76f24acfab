/// Why a receiver cannot serve.
public enum ReceiverError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address is none, or not one of this machine alone.
    case unusableAddress(String)
    /// The address cannot be bound, with the system's words.
    case cannotListen(String, reason: String)

    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .unusableAddress(let text):
            "cannot listen on \"\(text)\": use a loopback address (127.0.0.1:4318, [::1]:4318), a port "
                + "alone, or unix:PATH"
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        }
    }
}
