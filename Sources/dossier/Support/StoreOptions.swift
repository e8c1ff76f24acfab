internal import ArgumentParser
internal import Foundation
internal import Store

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The store, one SQLite file.",
            discussion:
                "Default: $DOSSIER_STORE, or dossier/store.dossier in the XDG data directory.",
            valueName: "file"),
        completion: .file(extensions: ["dossier"]))
    var store: String?

    /// The path of the store.
    var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let store { return store }
        if let store = environment["DOSSIER_STORE"], !store.isEmpty { return store }
        let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        return "\(data ?? "\(home)/.local/share")/dossier/store.dossier"
    }

    /// Opens the store that a command reads.
    func openForReading() throws -> Store {
        try Store(path: path, access: .readOnly)
    }

    /// Opens the store that a command writes; an import creates it, with the directory of the default.
    func openForWriting(creating: Bool = false) throws -> Store {
        if creating, store == nil {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
        }
        return try Store(path: path, access: .readWrite(creating: creating))
    }
}
