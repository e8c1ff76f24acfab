internal import Foundation

/// The files of a directory that are candidates for an import.
public struct FileList: Hashable, Sendable {
    /// A file that is left out, and why.
    public struct Skipped: Hashable, Sendable {
        /// The path.
        public var path: String
        /// Why, in a few words.
        public var reason: String
    }

    /// The paths to import, sorted by bytes.
    public private(set) var paths: [String] = []
    /// The paths left out, sorted by bytes.
    public private(set) var skipped: [Skipped] = []
    /// What could not be looked at, a directory or an entry of one, with the system's words; sorted by
    /// bytes.
    public private(set) var unreadable: [Skipped] = []

    /// Lists a file by itself, or a directory with everything below it.
    ///
    /// Hidden names are not looked at, and links to directories are not followed. Of a directory that
    /// was exported with its records, these alone are listed. Throws only when the path itself cannot
    /// be looked at: what is wrong below it costs nothing else.
    public init(at path: String) throws(IngestError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw .unreadable(path: path, reason: "no such file or directory")
        }
        guard isDirectory.boolValue else {
            paths = [path]
            return
        }
        var pending = [path]
        while let directory = pending.popLast() {
            if let package = Self.package(of: directory) {
                paths.append(package)
                let reason = "an export: its records are in \(DossierPackage.path)"
                skipped.append(Skipped(path: directory, reason: reason))
                continue
            }
            do {
                let names = try FileManager.default.contentsOfDirectory(atPath: directory)
                for name in names where !name.hasPrefix(".") {
                    add(URL(filePath: directory).appending(path: name).relativePath, to: &pending)
                }
            } catch {
                let reason = error.localizedDescription
                guard directory != path else { throw .unreadable(path: path, reason: reason) }
                unreadable.append(Skipped(path: directory, reason: reason))
            }
        }
        paths.sort(by: Self.precedes)
        skipped.sort { Self.precedes($0.path, $1.path) }
        unreadable.sort { Self.precedes($0.path, $1.path) }
    }

    private static func package(of directory: String) -> String? {
        let package = URL(filePath: directory).appending(path: DossierPackage.path).relativePath
        return FileManager.default.fileExists(atPath: package) ? package : nil
    }

    private mutating func add(_ path: String, to directories: inout [String]) {
        var type: FileAttributeType?
        do {
            type =
                try FileManager.default.attributesOfItem(atPath: path)[.type]
                as? FileAttributeType
        } catch {
            // It may be gone since the directory was read.
            unreadable.append(Skipped(path: path, reason: error.localizedDescription))
            return
        }
        if type == .typeSymbolicLink {
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            type = exists && !isDirectory.boolValue ? .typeRegular : nil
        }
        if type == .typeDirectory {
            directories.append(path)
        } else if type != .typeRegular {
            skipped.append(Skipped(path: path, reason: "neither a file nor a directory"))
        } else if let reason = Self.reasonToSkip(path) {
            skipped.append(Skipped(path: path, reason: reason))
        } else {
            paths.append(path)
        }
    }

    private static func reasonToSkip(_ path: String) -> String? {
        if path.hasSuffix(".truth.json") { return "expectations of a test" }
        if path.hasSuffix("/SOURCE.md") { return "a description of the data" }
        guard let owner = Formats.all.first(where: { $0.isCompanion(path: path) }) else {
            return nil
        }
        return owner.reasonToSkip(companion: path)
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
