internal import HTTPTypes

/// Why a request is not accepted.
enum Refusal: Error, Hashable {
    case badHost
    case foreignOrigin
    case noToken
    case badAccount
    case notFound
    case wrongMethod
    case unsupportedType
    case unsupportedEncoding
    case tooLarge
    case tooManyValues
    case tooSlow
    case cut
    case damagedGzip
    case unreadable(String)
    case overloaded
    case storeBusy(String)

    /// The status that says it; exporters send again what got 503, and drop what got another one.
    var status: HTTPResponse.Status {
        switch self {
        case .badHost: .init(code: 421, reasonPhrase: "Misdirected Request")
        case .foreignOrigin: .forbidden
        case .noToken: .unauthorized
        case .badAccount, .cut, .damagedGzip, .unreadable: .badRequest
        case .notFound: .notFound
        case .wrongMethod: .methodNotAllowed
        case .unsupportedType, .unsupportedEncoding: .unsupportedMediaType
        case .tooLarge, .tooManyValues: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .overloaded, .storeBusy: .serviceUnavailable
        }
    }

    /// True when the same request may be accepted later.
    var isTemporary: Bool { status.code == 503 }

    /// The reason in a line, without content of the request.
    var message: String {
        switch self {
        case .badHost: "the Host header must name a loopback address"
        case .foreignOrigin: "requests of web pages are refused"
        case .noToken:
            "the Authorization header must be Bearer TOKEN, or Basic with it as the password"
        case .badAccount: "the header names no account: 1 to 200 bytes without control characters"
        case .notFound: "there are POST /v1/traces, POST /v1/logs and GET /healthz"
        case .wrongMethod: "only POST is accepted here"
        case .unsupportedType: "Content-Type must be application/x-protobuf or application/json"
        case .unsupportedEncoding: "Content-Encoding must be gzip or identity"
        case .tooLarge: "the body is too large, compressed or not; send smaller batches"
        case .tooManyValues: "the body has too many values; send smaller batches"
        case .tooSlow: "the body did not arrive in time"
        case .cut: "the connection ended inside the body"
        case .damagedGzip: "the body is no gzip stream, or a damaged one"
        case .unreadable(let reason): "no export request: \(reason)"
        case .overloaded: "too much is waiting to be stored; send it again"
        case .storeBusy(let reason): "cannot be stored now: \(reason)"
        }
    }
}
