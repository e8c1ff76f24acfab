internal import Ingest
internal import JSON
internal import Traces

/// What an import would read, as what, and why: `dossier import --dry-run`.
struct ImportPlan {
    private let selection: ImportSelection
    private let scans: [FileScan]

    /// Reads every file of a selection to its end; keeps nothing.
    init(_ selection: ImportSelection, progress: ProgressLine) {
        self.selection = selection
        scans = selection.items.enumerated().map { index, item in
            progress.show("reading: \(index) of \(selection.items.count) files")
            return FileScan(item)
        }
        progress.clear()
    }

    /// True when every file that is not left out is of a format, and all of it can be read.
    var isClean: Bool {
        selection.unreadable.isEmpty && scans.allSatisfy { $0.problem == nil }
    }

    /// Prints a line for each file, and one more for each that cannot all be read.
    func print(asJSON: Bool) {
        guard !asJSON else { return Terminal.print(json) }
        for (item, scan) in zip(selection.items, scans) {
            Terminal.print(
                "\(item.file.path)\t\(item.format.name)\t\(item.reason)\t\(scan.summary)")
            if let problem = scan.problem {
                Terminal.print("\(item.file.path)\t\(item.format.name)\tproblem\t\(problem)")
            }
        }
        for file in selection.skipped {
            Terminal.print("\(file.path)\tleft out\t\(file.reason)")
        }
        for file in selection.unreadable {
            Terminal.print("\(file.path)\tunknown\t\(file.reason)")
        }
    }

    private var json: String {
        var writer = JSONWriter()
        writer.array { writer in
            for (item, scan) in zip(selection.items, scans) {
                writer.object { write(item, scan, to: &$0) }
            }
            let skipped = selection.skipped.map { ($0.path, "left out: \($0.reason)") }
            let unreadable = selection.unreadable.map { ($0.path, $0.reason) }
            for (path, reason) in skipped + unreadable {
                writer.object { writer in
                    writer.member("path", path)
                    writer.member("reason", reason)
                }
            }
        }
        return writer.text
    }

    private func write(
        _ item: ImportSelection.Item, _ scan: FileScan, to writer: inout JSONWriter
    ) {
        writer.member("path", item.file.path)
        writer.member("format", item.format.name)
        writer.member("reason", item.reason)
        writer.member("spans", Int64(scan.spans))
        writer.member("logs", Int64(scan.logs))
        writer.member("annotations", Int64(scan.annotations))
        writer.member("suite_files", Int64(scan.suiteFiles))
        writer.member("runs", Int64(scan.runs))
        writer.member("rejected", Int64(scan.rejected))
        writer.member("failure", scan.failure)
        guard let first = scan.firstRejection else { return }
        writer.key("first_rejected")
        writer.object { writer in
            writer.member("offset", Int64(first.provenance.offsetBytes))
            writer.member("length", Int64(first.provenance.lengthBytes))
            writer.member("reason", first.reason)
            writer.key("nearest_formats")
            writer.array { writer in
                for name in scan.nearest { writer.string(name) }
            }
        }
    }
}
