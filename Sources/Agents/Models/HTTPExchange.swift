internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1

/// Sends requests over HTTP.
enum HTTPExchange {
    /// The largest reply that is read, in bytes.
    private static let replyLimit = 16 << 20

    /// One client for the process: it is never shut down, and follows no redirection, which would carry
    /// the key elsewhere.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(10)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // The retries are ours, with their waits.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// Sends a request and reads the whole reply.
    static func send(_ call: HTTPCall) async throws(AgentError) -> HTTPReply {
        var request = HTTPClientRequest(url: call.url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: "accept", value: "application/json")
        for header in call.headers { request.headers.add(name: header.name, value: header.value) }
        request.body = .bytes(ByteBuffer(bytes: call.body))
        do {
            // The caller keeps the time; this deadline only bounds what it cancels.
            let response = try await client.execute(request, timeout: .hours(1))
            let body = try await response.body.collect(upTo: replyLimit)
            return HTTPReply(
                status: Int(response.status.code),
                retryAfter: response.headers.first(name: "retry-after"),
                retryAfterMilliseconds: response.headers.first(name: "retry-after-ms"),
                body: Array(body.readableBytesView))
        } catch {
            if Task.isCancelled || error is CancellationError { throw .cancelled }
            if error is NIOTooManyBytesError {
                throw .unreadable(reason: "it is larger than \(replyLimit >> 20) MiB")
            }
            throw .unreachable(url: call.shownURL, reason: "\(error)")
        }
    }
}
