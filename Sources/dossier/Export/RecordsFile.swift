internal import Compression
internal import Foundation
internal import Ingest
internal import Store
internal import Traces

/// The hidden file of an export that holds the raw records.
struct RecordsFile {
    /// How much text is compressed at once; a damaged stretch of the file costs no more.
    private static let pieceBytes = 8 << 20

    private let url: URL

    /// The file of an exported directory.
    init(below directory: String) {
        url = URL(filePath: directory).appending(path: DossierPackage.path)
    }

    /// Writes every record of an account, or of all of them, and tells how many there are.
    func write(
        _ store: Store, account: String?, progress: (_ records: Int) -> Void
    ) throws -> Int {
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: url)
        let handle = try FileHandle(forWritingTo: url)
        var text = Array(DossierPackage.header.utf8)
        var count = 0
        func add(_ entry: PackageEntry) throws {
            text += DossierPackage.line(of: entry)
            count += 1
            guard text.count >= Self.pieceBytes else { return }
            try handle.write(contentsOf: Gzip.compressed(text))
            text = []
            progress(count)
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
        try handle.write(contentsOf: Gzip.compressed(text))
        try handle.synchronize()
        try handle.close()
        return count
    }
}
