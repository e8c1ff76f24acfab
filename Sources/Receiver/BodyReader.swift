internal import Hummingbird
internal import NIOCore

/// Reads bodies within limits.
struct BodyReader: Sendable {
    let limits: ReceiverLimits
    let pending: PendingBytes

    /// Reads a body and gives it to `use`; its bytes count as pending until that returns.
    func withBody<Value: Sendable>(
        of request: Request, _ use: @Sendable (_ body: [UInt8]) async throws -> Value
    ) async throws -> Value {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
            guard length <= limits.bodyBytes else { throw Refusal.tooLarge }
        }
        var taken = 0
        defer { pending.give(taken) }
        var body: [UInt8] = []
        do {
            for try await piece in request.body {
                guard body.count + piece.readableBytes <= limits.bodyBytes else {
                    throw Refusal.tooLarge
                }
                guard pending.take(piece.readableBytes) else { throw Refusal.overloaded }
                taken += piece.readableBytes
                body += piece.readableBytesView
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal.cut
        }
        return try await use(body)
    }
}
