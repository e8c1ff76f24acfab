internal import Foundation
internal import Ingest
internal import Store
internal import Traces

/// The hidden files of an export that hold what its tree is made of: the raw records, suites with their
/// revisions and runs, and the table of prices.
struct PackageFiles {
    /// How much was written.
    struct Summary {
        /// Records of traces, and rejected input.
        var records = 0
        /// Suites, their files, revisions and runs.
        var suiteRecords = 0
    }

    private let directory: URL

    /// The files of an exported directory.
    init(below directory: String) {
        self.directory = URL(filePath: directory).appending(path: DossierPackage.path)
            .deletingLastPathComponent()
    }

    /// Writes everything of an account, or of all of them, and tells how much it is.
    func write(
        _ store: Store, account: String?, progress: (_ records: Int) -> Void
    ) throws -> Summary {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var summary = Summary()
        summary.records = try writeRecords(store, account: account, progress: progress)
        summary.suiteRecords = try writeSuites(store, account: account) {
            progress(summary.records + $0)
        }
        if let prices = try store.value(of: .prices) {
            try Data(prices.utf8).write(to: directory.appending(path: DossierPackage.pricesName))
        }
        return summary
    }

    private func writeRecords(
        _ store: Store, account: String?, progress: (Int) -> Void
    ) throws -> Int {
        let name = URL(filePath: DossierPackage.path).lastPathComponent
        var lines = try CompressedLines(
            at: directory.appending(path: name), header: DossierPackage.header)
        func add(_ entry: PackageEntry) throws {
            if try lines.add(DossierPackage.line(of: entry)) { progress(lines.count) }
        }
        for trace in try store.traces(of: account) {
            for kept in try store.keptRecords(of: trace.id) {
                try add(
                    PackageEntry(
                        .record(kept.stored.record), account: trace.account, kind: trace.kind,
                        place: trace.place?.path, provenance: kept.stored.provenance,
                        fileBytes: kept.fileBytes))
            }
        }
        try store.forEachRejection(of: account) { kept in
            try add(
                PackageEntry(
                    .rejected(reason: kept.rejected.reason, bytes: kept.rejected.bytes),
                    account: kept.account, kind: .interaction, place: nil,
                    provenance: kept.rejected.provenance, fileBytes: kept.fileBytes))
        }
        try lines.finish()
        return lines.count
    }

    private func writeSuites(
        _ store: Store, account: String?, progress: (Int) -> Void
    ) throws -> Int {
        var lines = try CompressedLines(
            at: directory.appending(path: DossierPackage.suitesName),
            header: DossierPackage.suitesHeader)
        try store.reader(account: account).forEachSuiteRecord { record in
            if try lines.add(record.line) { progress(lines.count) }
        }
        try lines.finish()
        return lines.count
    }
}
