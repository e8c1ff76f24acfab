internal import Ingest
internal import JSON
internal import Store

/// What an import did.
struct ImportReport {
    /// The files read, by format.
    private(set) var files: [(format: String, count: Int, bytes: Int)] = []
    /// What became of the records.
    private(set) var records = AppendSummary()
    /// What became of suites; nil when there were none.
    private var suites: SuiteRecordSummary?
    /// What changed in the tree.
    var commit = CommitSummary()
    /// Files that could not be read.
    var unreadable: [ImportSelection.Unreadable]
    /// How many files were left out on purpose.
    private let skippedCount: Int

    /// A report of nothing done yet.
    init(_ selection: ImportSelection) {
        unreadable = selection.unreadable
        skippedCount = selection.skipped.count
        for item in selection.items {
            let index = files.firstIndex { $0.format == item.format.name } ?? files.endIndex
            if index == files.endIndex { files.append((item.format.name, 0, 0)) }
            files[index].count += 1
            files[index].bytes += item.file.sizeBytes
        }
    }

    /// The spans seen so far.
    var spans: Int { records.spansAdded + records.spansUpdated + records.spansKnown }

    /// Counts what became of a batch.
    mutating func add(_ summary: AppendSummary) {
        records = records + summary
    }

    /// Counts what became of the suites of a package.
    mutating func add(_ outcome: PackageSuites.Outcome?) {
        guard let outcome else { return }
        records = records + outcome.rejections
        suites = (suites ?? SuiteRecordSummary()) + outcome.suites
    }

    /// Prints the summary; what was not taken goes to standard error.
    func print(asJSON: Bool) {
        for file in unreadable { Terminal.warn("not read: \(file.reason)") }
        let different = (suites?.different ?? []).sorted()
        for path in different.prefix(10) {
            Terminal.warn("not taken: evals/\(path): the store has another version of it")
        }
        if different.count > 10 {
            Terminal.warn("not taken: \(different.count - 10) more files (--json lists them)")
        }
        guard !asJSON else { return Terminal.print(jsonText) }
        for file in files {
            Terminal.print(
                "read           \(file.count) files of \(file.format), \(file.bytes) bytes")
        }
        if skippedCount > 0 {
            Terminal.print("left out       \(skippedCount) files (--dry-run lists them)")
        }
        Terminal.print(
            "interactions   \(commit.added) added, \(commit.changed) changed, "
                + "\(commit.unchanged) unchanged")
        Terminal.print(
            "spans          \(records.spansAdded) added, \(records.spansUpdated) updated, "
                + "\(records.spansKnown) already there")
        Terminal.print(
            "log records    \(records.logsAdded) added, \(records.logsKnown) already there")
        Terminal.print(
            "annotations    \(records.annotationsAdded) added, "
                + "\(records.annotationsKnown) already there")
        if let suites {
            Terminal.print("suites         \(suites.suitesAdded) added")
            Terminal.print(
                "their files    \(suites.added) added, \(suites.known) already there")
            Terminal.print(
                "runs           \(suites.runsAdded) added, \(suites.runsKnown) already there")
        }
        let hint = records.rejected > 0 ? " (kept; `dossier doctor` says why)" : ""
        Terminal.print(
            "rejected       \(records.rejected) new, \(records.rejectedKnown) known\(hint)")
        if !unreadable.isEmpty { Terminal.print("not read       \(unreadable.count) files") }
    }

    private func write(_ suites: SuiteRecordSummary, to writer: inout JSONWriter) {
        writer.member("added", Int64(suites.suitesAdded))
        writer.member("files_added", Int64(suites.added))
        writer.member("files_known", Int64(suites.known))
        writer.member("runs_added", Int64(suites.runsAdded))
        writer.member("runs_known", Int64(suites.runsKnown))
        writer.key("not_taken")
        writer.array { writer in
            for path in suites.different.sorted() { writer.string("evals/\(path)") }
        }
    }

    private var jsonText: String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("files")
            writer.array { writer in
                for file in files {
                    writer.object { writer in
                        writer.member("format", file.format)
                        writer.member("count", Int64(file.count))
                        writer.member("bytes", Int64(file.bytes))
                    }
                }
            }
            let counts: [(String, Int)] = [
                ("skipped", skippedCount), ("interactions_added", commit.added),
                ("interactions_changed", commit.changed),
                ("interactions_unchanged", commit.unchanged),
                ("files_written", commit.filesWritten), ("files_kept", commit.filesKept),
                ("spans_added", records.spansAdded), ("spans_updated", records.spansUpdated),
                ("spans_known", records.spansKnown), ("logs_added", records.logsAdded),
                ("logs_known", records.logsKnown),
                ("annotations_added", records.annotationsAdded),
                ("annotations_known", records.annotationsKnown),
                ("rejected", records.rejected), ("rejected_known", records.rejectedKnown),
            ]
            for (name, count) in counts { writer.member(name, Int64(count)) }
            if let suites {
                writer.key("suites")
                writer.object { write(suites, to: &$0) }
            }
            writer.key("unreadable")
            writer.array { writer in
                for file in unreadable {
                    writer.object { writer in
                        writer.member("path", file.path)
                        writer.member("reason", file.reason)
                    }
                }
            }
        }
        return writer.text
    }
}
