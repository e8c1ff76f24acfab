internal import NIOCore
internal import NIOHTTPTypes

/// Closes connections whose first head or whose bodies take too long.
final class SlowClientHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let headTime: TimeAmount
    private let bodyTime: TimeAmount
    private var deadline: Scheduled<Void>?

    init(headTime: Duration, bodyTime: Duration) {
        self.headTime = TimeAmount(headTime)
        self.bodyTime = TimeAmount(bodyTime)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        wait(headTime, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: wait(bodyTime, context)
        case .body: break
        case .end: deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
