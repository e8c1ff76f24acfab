internal import Evals
internal import Foundation
internal import JSON
internal import Store
internal import Traces

extension SuiteRecord {
    /// The record as a line of JSON, ended.
    ///
    /// `{"account": …, "suite": …}`, and one of `revision`, `file` and `run`; bytes are in base64.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("account", owner.account)
            writer.member("suite", owner.suite)
            switch content {
            case .suite: break
            case .revision(let path, let revision):
                writer.key("revision")
                writer.object { Self.write(revision, at: path, to: &$0) }
            case .file(let path, let file):
                writer.key("file")
                writer.object { Self.write(file, at: path, to: &$0) }
            case .run(let run):
                writer.key("run")
                writer.object { run.write(to: &$0) }
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// The record of a line; nil when it is none.
    init?(json: JSONValue) {
        guard let suite = json["suite"]?.string else { return nil }
        let content: Content?
        if let revision = json["revision"] {
            content = Self.path(revision).flatMap { path in
                Self.revision(revision).map { .revision(path, $0) }
            }
        } else if let file = json["file"] {
            content = Self.path(file).flatMap { path in
                Self.file(file).map { .file(path, $0) }
            }
        } else if let run = json["run"] {
            content = EvalRun(json: run).map { .run($0) }
        } else {
            content = .suite
        }
        guard let content else { return nil }
        self.init(content, of: Owner(account: json["account"]?.string, suite: suite))
    }

    private static func write(
        _ revision: Revision, at path: Path, to writer: inout JSONWriter
    ) {
        writer.member("path", path.description)
        writer.member("number", Int64(revision.number))
        writer.member("previous", revision.previousDigest)
        writer.member("saved", revision.saved.nanoseconds)
        writer.member("origin", revision.origin.rawValue)
        if revision.isRemoved { writer.member("removed", true) }
        writer.member("bytes", Data(revision.bytes).base64EncodedString())
    }

    private static func write(_ file: File, at path: Path, to writer: inout JSONWriter) {
        writer.member("path", path.description)
        writer.member("mode", Int64(file.permissions))
        writer.member("modified", file.modified.nanoseconds)
        switch file.content {
        case .latestRevision(let digest): writer.member("shows", digest)
        case .bytes(let bytes): writer.member("bytes", Data(bytes).base64EncodedString())
        case .link(let target): writer.member("target", Data(target).base64EncodedString())
        }
    }

    private static func revision(_ json: JSONValue) -> Revision? {
        guard
            let number = json["number"]?.int64.flatMap({ Int(exactly: $0) }),
            let saved = json["saved"]?.int64,
            let origin = json["origin"]?.string.flatMap(FileRevision.Origin.init(rawValue:)),
            let bytes = bytes(json["bytes"])
        else { return nil }
        return Revision(
            number: number, previousDigest: json["previous"]?.string,
            saved: Timestamp(nanoseconds: saved), origin: origin,
            isRemoved: json["removed"]?.bool ?? false, bytes: bytes)
    }

    private static func file(_ json: JSONValue) -> File? {
        guard
            let permissions = json["mode"]?.int64.flatMap({ UInt32(exactly: $0) }),
            let modified = json["modified"]?.int64
        else { return nil }
        let content: File.Content?
        if let digest = json["shows"]?.string {
            content = .latestRevision(digest: digest)
        } else if let target = json["target"] {
            content = bytes(target).map { .link(target: $0) }
        } else {
            content = bytes(json["bytes"]).map { .bytes($0) }
        }
        return content.map {
            File($0, permissions: permissions, modified: Timestamp(nanoseconds: modified))
        }
    }

    private static func path(_ json: JSONValue) -> Path? {
        json["path"]?.string.map(Path.init(text:))
    }

    private static func bytes(_ json: JSONValue?) -> [UInt8]? {
        json?.string.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
    }
}
