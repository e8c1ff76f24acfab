internal import Foundation
internal import Store

/// A suite as a user names it.
enum SuiteReference {
    /// A plain file at a path.
    case file(String)
    /// A suite of the store, by its name or by the path of its directory or definition in a mount.
    case name(String)

    init(_ text: String) {
        let url = URL(filePath: text).absoluteURL
        let parent = url.deletingLastPathComponent()
        // Cases lie beside a definition only where a suite is shown as a directory.
        let isDefinition =
            url.lastPathComponent == SuiteFileKind.definitionName
            && Self.isDirectory(parent.appending(path: "cases")) == true
        if isDefinition {
            self = .name(parent.lastPathComponent)
        } else {
            self = Self.isDirectory(url) == false ? .file(text) : .name(url.lastPathComponent)
        }
    }

    /// Whether there is a directory at a path, or something else; nil when nothing is there.
    private static func isDirectory(_ url: URL) -> Bool? {
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(
            atPath: url.path(percentEncoded: false), isDirectory: &isDirectory)
        return exists ? isDirectory.boolValue : nil
    }
}
