internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Closes connections whose heads or bodies take too long.
///
/// The time of the first head begins with the connection, that of each later one with its first byte: until then the
/// connection is idle.
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What is waited for.
    private enum Phase {
        case head, body, nothing
    }

    private let headTime: TimeAmount
    private let bodyTime: TimeAmount
    private var phase = Phase.head
    /// True once the answer to the request whose body is waited for has begun.
    private var isAnswered = false
    private var deadline: Scheduled<Void>?

    init(headTime: Duration, bodyTime: Duration) {
        self.headTime = TimeAmount(headTime)
        self.bodyTime = TimeAmount(bodyTime)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        wait(for: .head, headTime, context)
        let bytes = ByteHandler { [weak self] in
            guard let self, phase == .nothing else { return }
            wait(for: .head, headTime, context)
        }
        // Only before the decoder are the bytes of a head seen before it is whole.
        do {
            try context.pipeline.syncOperations.addHandler(bytes, position: .first)
        } catch {
            context.fireErrorCaught(error)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isAnswered = false
            wait(for: .body, bodyTime, context)
        case .body: break
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) { isAnswered = true }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    private func stop() {
        deadline?.cancel()
        phase = .nothing
    }

    private func wait(for phase: Phase, _ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        self.phase = phase
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            self?.end(context)
        }
    }

    /// Says why, where there is a request to answer, and closes.
    private func end(_ context: ChannelHandlerContext) {
        if phase == .body, !isAnswered {
            let refusal = Refusal.tooSlow
            let text = context.channel.allocator.buffer(string: refusal.message + "\n")
            let head = HTTPResponse(
                status: refusal.status,
                headerFields: [
                    .contentType: "text/plain; charset=utf-8", .connection: "close",
                    .contentLength: "\(text.readableBytes)",
                ])
            for part in [HTTPResponsePart.head(head), .body(text), .end(nil)] {
                context.write(wrapOutboundOut(part), promise: nil)
            }
            context.flush()
        }
        context.close(promise: nil)
    }
}

/// Tells that bytes have come.
private final class ByteHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let seen: () -> Void

    init(seen: @escaping () -> Void) {
        self.seen = seen
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        seen()
        context.fireChannelRead(data)
    }
}
