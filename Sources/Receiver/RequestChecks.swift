internal import Foundation
internal import HTTPTypes
internal import Ingest

/// What is checked before a body is read.
struct RequestChecks {
    /// What the head of an acceptable request says.
    struct Accepted {
        let signal: OTLPRequest.Signal
        let encoding: OTLPRequest.Encoding
        let isCompressed: Bool
        /// The account that a header names; nil when none does.
        let account: String?
    }

    let token: String?
    let accounts: AccountRule

    /// What a head says.
    func check(_ head: HTTPRequest, path: String) throws(Refusal) -> Accepted {
        try checkCaller(head)
        let signal: OTLPRequest.Signal
        switch path {
        // The second is where Langfuse's SDK sends to, which is told the host alone.
        case "/v1/traces", "/api/public/otel/v1/traces": signal = .traces
        case "/v1/logs": signal = .logs
        default: throw .notFound
        }
        guard head.method == .post else { throw .wrongMethod }
        try checkToken(head)
        return Accepted(
            signal: signal, encoding: try encoding(head), isCompressed: try isCompressed(head),
            account: try accounts.account(from: head.headerFields))
    }

    /// Refuses what a web page could send: a name that was made to lead here, or a foreign origin.
    func checkCaller(_ head: HTTPRequest) throws(Refusal) {
        guard head.headerFields[.origin] == nil else { throw .foreignOrigin }
        guard let host = head.authority, Self.isLoopback(host) else {
            throw .badHost
        }
    }

    private func checkToken(_ head: HTTPRequest) throws(Refusal) {
        guard let token else { return }
        let given = head.headerFields[.authorization] ?? ""
        let isRight =
            if let password = Self.basicPassword(given) {
                Self.isEqual(password, token)
            } else {
                Self.isEqual(given, "Bearer \(token)")
            }
        guard isRight else { throw .noToken }
    }

    /// The password of an Authorization header of the Basic scheme, whoever the user is; nil when it is none.
    static func basicPassword(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic",
            let bytes = Data(base64Encoded: String(parts[1])),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    }

    private func encoding(_ head: HTTPRequest) throws(Refusal) -> OTLPRequest.Encoding {
        let value = head.headerFields[.contentType] ?? ""
        let type = value.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        switch type {
        case "application/x-protobuf", "application/protobuf": return .protobuf
        case "application/json": return .json
        default: throw .unsupportedType
        }
    }

    private func isCompressed(_ head: HTTPRequest) throws(Refusal) -> Bool {
        switch head.headerFields[.contentEncoding]?.lowercased() ?? "identity" {
        case "identity", "": return false
        case "gzip": return true
        default: throw .unsupportedEncoding
        }
    }

    /// True for the names of this machine's loopback, with any port.
    static func isLoopback(_ host: String) -> Bool {
        let name: Substring
        if host.hasPrefix("[") {
            name = host.prefix { $0 != "]" } + "]"
        } else {
            name = host.prefix { $0 != ":" }
        }
        let rest = host.dropFirst(name.count)
        guard rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber)) else {
            return false
        }
        return ["localhost", "127.0.0.1", "[::1]"].contains(name.lowercased())
    }

    /// Compares in a time that does not tell how much was right.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var difference = left.count ^ right.count
        for (index, byte) in left.enumerated() {
            difference |= Int(byte ^ (right.isEmpty ? 0 : right[index % right.count]))
        }
        return difference == 0
    }
}
