internal import Dispatch
internal import Foundation
internal import Ingest
internal import JSON
internal import Store
internal import Synchronization
internal import Traces

/// Imports what agents write into their session files, while they write it.
///
/// All of it happens on one queue, one step after another.
final class TranscriptWatch: Sendable {
    /// How long a file may go on growing before it is read.
    private static let patience = Duration.milliseconds(50)
    /// Larger files are not followed: they would be read again with each line.
    private static let largestBytes = 256 << 20

    private let importer: Importer
    private let service: LiveService
    private let queue = DispatchQueue(label: "dossier.watch")
    private let roots: [String]
    private let watch: DirectoryWatch
    /// The sizes that were read last, of whole lines; one that is as before needs no reading.
    private let sizes = Mutex<[String: Int]>([:])

    /// Follows directories.
    init(_ roots: [String], importer: Importer, service: LiveService) throws {
        self.roots = roots
        self.importer = importer
        self.service = service
        watch = try DirectoryWatch()
    }

    /// Imports what is there, which is taken as finished, and follows from now on.
    func start() {
        for root in roots { watch.add(root) }
        for failure in watch.failures { Terminal.warn("cannot follow \(failure)") }
        read(watch.take().files, .finished)
        queue.async { [self] in
            while watch.wait(patience: Self.patience) { importChanges() }
            importChanges()
        }
    }

    /// Follows no more; what was written before is imported.
    func stop() {
        watch.stop()
        queue.sync {}
    }

    private func importChanges() {
        var changes = watch.take()
        if changes.isIncomplete {
            for root in roots { watch.add(root) }
            changes.files.formUnion(watch.take().files)
        }
        read(changes.files, .live(at: .now()))
    }

    private func read(_ paths: Set<String>, _ arrival: Arrival) {
        let owned = Set(
            paths.map { path in
                Formats.all.lazy.compactMap { $0.owner(ofCompanion: path) }.first ?? path
            })
        let items = owned.sorted().compactMap { item(at: $0, mustRead: !paths.contains($0)) }
        guard !items.isEmpty else { return }
        do {
            let report = try importer.read(
                ImportSelection(items), arrival, progress: ProgressLine(isQuiet: true))
            for file in report.unreadable { Terminal.warn("not read: \(file.reason)") }
        } catch {
            // Read again when it is written again.
            sizes.withLock { sizes in
                for item in items { sizes[item.file.path] = nil }
            }
            Terminal.warn("cannot import: \(error)")
        }
        service.wake()
    }

    /// The whole lines of a file; nil when they were read, or when it is no trace.
    private func item(at path: String, mustRead: Bool) -> ImportSelection.Item? {
        do {
            let file = try InputFile(path: path)
            guard file.sizeBytes <= Self.largestBytes,
                let bytes = FileManager.default.contents(atPath: path)
            else { return nil }
            let end = Self.wholeBytes(of: bytes)
            let known = sizes.withLock { $0.updateValue(end, forKey: path) }
            guard end > 0, mustRead || known != end else { return nil }
            let (format, reason) = try Formats.detect(file)
            return ImportSelection.Item(
                file: InputFile(path: path, bytes: Array(bytes[..<end])), format: format,
                reason: reason)
        } catch {
            // Agents keep other files beside their sessions.
            return nil
        }
    }

    /// How much of a file is there for good: a last line without its end counts when it is whole.
    private static func wholeBytes(of bytes: Data) -> Int {
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        guard end < bytes.count else { return end }
        do throws(JSONError) {
            _ = try JSONDocument(Array(bytes[end...]))
            return bytes.count
        } catch {
            return end
        }
    }
}
