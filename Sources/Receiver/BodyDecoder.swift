internal import Compression
internal import Dispatch
internal import Ingest
internal import Store
internal import Traces

/// Decodes bodies on threads of its own, a few at a time, which bounds the memory that they become.
final class BodyDecoder: Sendable {
    /// What a body carries, and how much of the limit on pending bytes it holds.
    struct Content: Sendable {
        let request: OTLPRequest
        /// The bytes after decompression.
        let sizeBytes: Int
    }

    private static let width = 2

    private let limits: ReceiverLimits
    private let queue = DispatchQueue(label: "dossier.receiver.decode", attributes: .concurrent)
    private let free = DispatchSemaphore(value: BodyDecoder.width)
    /// Lets one wait for a free thread at a time, so that the others do not block threads.
    private let order = DispatchQueue(label: "dossier.receiver.decode.order")

    init(limits: ReceiverLimits) {
        self.limits = limits
    }

    /// Decompresses and decodes a body; `source` is what provenance calls it.
    func content(
        of body: [UInt8], _ head: RequestChecks.Accepted, source: String
    ) async throws -> Content {
        try await withCheckedThrowingContinuation { continuation in
            order.async { [self] in
                free.wait()
                queue.async { [self] in
                    let result = Result { () throws(Refusal) in
                        try decoded(body, head, source: source)
                    }
                    free.signal()
                    continuation.resume(with: result)
                }
            }
        }
    }

    private func decoded(
        _ body: [UInt8], _ head: RequestChecks.Accepted, source: String
    ) throws(Refusal) -> Content {
        let content = head.isCompressed ? try decompressed(body) : body
        // A stream inside would be decompressed once more, without this limit.
        guard !Gzip.isGzip(content) else { throw .damagedGzip }
        guard
            OTLPRequest.isLight(
                content, head.encoding, head.signal, maximumFields: limits.fields)
        else { throw .tooManyValues }
        let request = OTLPRequest(content, head.encoding, head.signal, source: source)
        guard request.records.count <= limits.records else { throw .tooManyValues }
        return Content(request: request, sizeBytes: content.count)
    }

    private func decompressed(_ body: [UInt8]) throws(Refusal) -> [UInt8] {
        guard !body.isEmpty else { return body }
        do throws(CompressionError) {
            return try Gzip.decompressed(body, limitBytes: limits.bodyBytes)
        } catch .overLimit {
            throw .tooLarge
        } catch {
            throw .damagedGzip
        }
    }
}
