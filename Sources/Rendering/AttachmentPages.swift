internal import Traces

/// `attachments/`: binary content, decoded.
///
/// Comes after the pages that name it.
public enum AttachmentPages {
    /// The files, in the order in which pages named them.
    public static func render(_ context: inout InteractionContext) -> [RenderedFile] {
        context.attachments.attachments.map {
            RenderedFile(path: $0.path, body: .bytes($0.bytes))
        }
    }
}

extension InteractionContext {
    /// The paths of a tool call's binary results; the first time that they are asked for, they get
    /// their paths.
    mutating func attachments(of call: ToolCall) -> [String] {
        var paths: [String] = []
        for part in call.attachments {
            switch part {
            case .blob(let mediaType, let bytes):
                paths.append(
                    attachments.path(for: bytes, mediaType: mediaType, label: call.name))
            case .uri(_, let uri):
                guard let data = DataURI(uri) else { continue }
                paths.append(
                    attachments.path(
                        for: data.bytes, mediaType: data.mediaType, label: call.name))
            case .text, .reasoning, .toolCall, .toolResult, .other: break
            }
        }
        return paths
    }
}
