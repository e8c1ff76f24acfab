internal import Ingest

/// The files that an import reads, each with its format.
struct ImportSelection {
    /// A file with its format.
    struct Item: Sendable {
        /// The file.
        let file: InputFile
        /// How it is read.
        let format: any TraceFormat.Type
        /// Why it is read so.
        let reason: String
    }

    /// A file that is not read.
    struct Unreadable: Hashable, Sendable {
        /// Its path.
        let path: String
        /// Why it is not read, and what to do.
        let reason: String
    }

    /// The files to read, in the order of their paths.
    private(set) var items: [Item] = []
    /// The files that cannot be read.
    private(set) var unreadable: [Unreadable] = []
    /// The files that are left out on purpose.
    private(set) var skipped: [FileList.Skipped] = []

    /// Exactly these files.
    init(_ items: [Item]) {
        self.items = items
    }

    /// Chooses the files below paths; `format` nil detects it for each.
    init(paths: [String], format: (any TraceFormat.Type)?, progress: ProgressLine) throws {
        defer { progress.clear() }
        var count = 0
        for path in paths {
            let list = try FileList(at: path)
            skipped += list.skipped
            unreadable += list.unreadable.map { entry in
                let error = IngestError.unreadable(path: entry.path, reason: entry.reason)
                return Unreadable(path: entry.path, reason: "\(error)")
            }
            for path in list.paths {
                count += 1
                progress.show("looking at files: \(count)")
                add(path, format)
            }
        }
    }

    /// The packages among the files, which say themselves what their records belong to.
    var packages: [InputFile] {
        items.filter { $0.format == DossierPackage.self }.map(\.file)
    }

    /// The size of the files to read, in bytes.
    var sizeBytes: Int { items.reduce(0) { $0 + $1.file.sizeBytes } }

    private mutating func add(_ path: String, _ format: (any TraceFormat.Type)?) {
        do {
            let file = try InputFile(path: path)
            if let format {
                items.append(Item(file: file, format: format, reason: "named on the command line"))
            } else {
                let (format, reason) = try Formats.detect(file)
                items.append(Item(file: file, format: format, reason: reason))
            }
        } catch {
            unreadable.append(Unreadable(path: path, reason: "\(error)"))
        }
    }
}
