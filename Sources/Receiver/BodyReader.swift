internal import Hummingbird
internal import NIOCore

/// Reads bodies within limits.
struct BodyReader: Sendable {
    let limits: ReceiverLimits
    let pending: PendingBytes

    /// Reads a body and gives it to `use`; its bytes count as pending until that returns.
    ///
    /// - Throws: `RefusedBody` for one that is too long, with its beginning; other `Refusal`s; what `use` throws.
    func withBody<Value: Sendable>(
        of request: Request, _ use: @Sendable (_ body: [UInt8]) async throws -> Value
    ) async throws -> Value {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
            guard length <= limits.bodyBytes else { throw RefusedBody(announcedBytes: length) }
        }
        var taken = 0
        defer { pending.give(taken) }
        var body: [UInt8] = []
        do {
            for try await piece in request.body {
                guard pending.take(piece.readableBytes) else { throw Refusal.overloaded }
                taken += piece.readableBytes
                body += piece.readableBytesView
                guard body.count <= limits.bodyBytes else { throw RefusedBody(.tooLarge, body) }
            }
        } catch let refusal as Refusal {
            throw refusal
        } catch let refused as RefusedBody {
            throw refused
        } catch {
            throw Refusal.cut
        }
        return try await use(body)
    }
}
