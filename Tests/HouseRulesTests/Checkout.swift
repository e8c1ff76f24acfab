import Foundation

/// The files of this checkout.
enum Checkout {
    /// The top of the checkout: the directory of Package.swift.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file; empty when it is missing or no text.
    static func text(_ path: String) -> String {
        // A missing file is an empty one: the rule that wants it fails and says so.
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    /// The Swift files below directories, sorted by path.
    static func swiftFiles(below directories: [String]) -> [SourceFile] {
        directories.flatMap { directory in
            paths(below: directory).filter { $0.hasSuffix(".swift") }
        }.sorted().map { SourceFile(path: $0, text: text($0)) }
    }

    /// The paths of all files below a directory.
    static func paths(below directory: String) -> [String] {
        let base = root.appending(path: directory).path
        let found = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return found.map { "\(directory)/\($0)" }
    }

    /// The names in the top directory that do not begin with a dot.
    static func visibleTopLevel() throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
        return Set(names.filter { !$0.hasPrefix(".") })
    }

    /// True when the owner may execute the file.
    static func isExecutable(_ path: String) -> Bool {
        FileManager.default.isExecutableFile(atPath: root.appending(path: path).path)
    }
}
