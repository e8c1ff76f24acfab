internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import NIOCore
internal import Store
internal import Traces

/// Answers requests: `POST /v1/traces`, `POST /v1/logs` and `GET /healthz`.
///
/// What is refused for its content is kept as rejected; what a stranger sends, or what is sent again, is not.
struct Endpoint: HTTPResponder {
    typealias Context = BasicRequestContext

    let options: ReceiverOptions
    let checks: RequestChecks
    let bodies: BodyReader
    let decoder: BodyDecoder
    let queue: AppendQueue

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        let path = request.uri.path
        guard path != "/healthz" else { return health(request) }
        do {
            let head = try checks.check(request.head, path: path)
            do {
                return try await bodies.withBody(of: request) { body in
                    try await accept(body, head, path: path)
                }
            } catch let refused as RefusedBody {
                try await keep(refused, head, path: path)
                throw refused.refusal
            }
        } catch let refusal as Refusal {
            return response(to: refusal, request)
        }
    }

    private func keep(
        _ refused: RefusedBody, _ head: RequestChecks.Accepted, path: String
    ) async throws {
        let source = "POST \(path)"
        var batch = batch(
            head.account ?? checks.accounts.account, head, source, refused.sizeBytes)
        batch.rejections = [
            RejectedRecord(
                provenance: Provenance(
                    format: batch.source.format, file: source, offsetBytes: 0,
                    lengthBytes: refused.sizeBytes),
                reason: refused.reason, bytes: refused.start)
        ]
        do {
            _ = try await queue.append([batch])
        } catch let error as StoreError {
            throw Refusal.storeBusy("\(error)")
        }
    }

    private func accept(
        _ body: [UInt8], _ head: RequestChecks.Accepted, path: String
    ) async throws -> Response {
        let source = "POST \(path)"
        let content: BodyDecoder.Content
        do {
            content = try await decoder.content(of: body, head, source: source)
        } catch let refusal as Refusal {
            throw RefusedBody(refusal, body)
        }
        guard bodies.pending.take(content.sizeBytes) else { throw Refusal.overloaded }
        defer { bodies.pending.give(content.sizeBytes) }
        let request = content.request
        do {
            _ = try await queue.append(batches(of: request, head, source, body.count))
        } catch let error as StoreError {
            throw Refusal.storeBusy("\(error)")
        }
        let reason = request.rejections.first?.reason ?? ""
        guard request.isReadable else { throw Refusal.unreadable(reason) }
        let answer = try OTLPResponse.success(
            head.signal, head.encoding, rejected: request.rejectedRecords, message: reason)
        return Response(
            status: .ok, headers: [.contentType: Self.type(of: head.encoding)],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer)))
    }

    /// One batch for each account that the records belong to; what was rejected belongs to the first.
    private func batches(
        of request: OTLPRequest, _ head: RequestChecks.Accepted, _ source: String, _ size: Int
    ) -> [RecordBatch] {
        func batch(_ account: String) -> RecordBatch { self.batch(account, head, source, size) }
        var batches: [RecordBatch] = []
        for (record, provenance) in request.records {
            let account = head.account ?? checks.accounts.account(of: record)
            if batches.last?.account != account {
                if let index = batches.firstIndex(where: { $0.account == account }) {
                    batches.append(batches.remove(at: index))
                } else {
                    batches.append(batch(account))
                }
            }
            batches[batches.count - 1].records.append(StoredRecord(record, provenance))
        }
        guard !request.rejections.isEmpty else { return batches }
        if batches.isEmpty { batches.append(batch(head.account ?? checks.accounts.account)) }
        batches[0].rejections = request.rejections.map {
            RejectedRecord(provenance: $0.provenance, reason: $0.reason, bytes: $0.bytes)
        }
        return batches
    }

    private func batch(
        _ account: String, _ head: RequestChecks.Accepted, _ source: String, _ size: Int
    ) -> RecordBatch {
        let format = head.encoding == .json ? OTLPJSON.name : OTLPProtobuf.name
        return RecordBatch(
            account: account, kind: options.kind,
            source: ImportSource(path: source, format: format, sizeBytes: size),
            arrival: .live(at: .now()))
    }

    private func health(_ request: Request) -> Response {
        do throws(Refusal) {
            try checks.checkCaller(request.head)
        } catch {
            return response(to: error, request)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    private func response(to refusal: Refusal, _ request: Request) -> Response {
        let isJSON = request.headers[.contentType]?.lowercased().hasPrefix("application/json")
        let encoding: OTLPRequest.Encoding = isJSON == true ? .json : .protobuf
        // What is left of the body is not read.
        var headers: HTTPFields = [
            .contentType: Self.type(of: encoding), .connection: "close",
        ]
        if refusal.isTemporary { headers[.retryAfter] = "1" }
        if refusal == .wrongMethod { headers[.allow] = "POST" }
        return Response(
            status: refusal.status, headers: headers,
            body: ResponseBody(
                byteBuffer: ByteBuffer(bytes: OTLPResponse.failure(refusal.message, encoding))))
    }

    private static func type(of encoding: OTLPRequest.Encoding) -> String {
        switch encoding {
        case .protobuf: "application/x-protobuf"
        case .json: "application/json"
        }
    }
}
