// Stands in until the pages land; delete this file.
public import Traces
public struct InteractionContext: Sendable { public init(_ interaction: Interaction, facts: InteractionFacts) {} }
public struct InteractionFacts: Sendable {
    public init(account: String, kind: InteractionKind, directoryName: String, provenance: [Provenance] = [], conversationDirectory: String? = nil) {}
}
public struct RenderedFile: Sendable { public enum Body: Sendable { case bytes([UInt8]); case link(String) }
 public var path: String; public var body: Body; public var isHidden: Bool }
public enum MessagePage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum ResponsePage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum ToolPages { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum ModelCallPages { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum SpanPages { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum AttachmentPages { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum ActionsPage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum TracePage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum ScoresPage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum AnnotationsPage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum MetadataPage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum InteractionReadmePage { public static func render(_ c: inout InteractionContext) -> [RenderedFile] { [] } }
public enum SafeName { public static func slug(_ s: String) -> String { s }; public static func component(_ s: String) -> String { s } }
public enum IndexTable { public static let header = ""; public static func line(of i: Interaction) -> String { "" } }
public enum RecordLine { public static func text(of r: Record) -> String { "" } }
