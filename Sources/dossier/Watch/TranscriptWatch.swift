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
    /// How long it waits before it imports again what could not be imported: twice as long each time.
    private static let retryTimes = Duration.milliseconds(250)...Duration.seconds(30)

    /// Used on the queue alone, and before it runs.
    private struct State {
        /// The sizes that were read last, of whole lines; one that is as before needs no reading.
        var sizes: [String: Int] = [:]
        /// The files that are too large, which is said once.
        var tooLarge: Set<String> = []
        /// What could not be imported, by how it came.
        var failed: [String: Arrival] = [:]
        /// How long it was waited for last, and when it is tried again.
        var retryTime = TranscriptWatch.retryTimes.lowerBound
        var retryAt = ContinuousClock.now
        var lastFailure: String?
    }

    private let importer: Importer
    private let service: LiveService
    private let queue = DispatchQueue(label: "dossier.watch")
    private let roots: [String]
    private let watch: DirectoryWatch
    private let state = Mutex(State())

    /// Follows directories, and single files.
    init(_ roots: [String], importer: Importer, service: LiveService) throws {
        self.roots = roots
        self.importer = importer
        self.service = service
        watch = try DirectoryWatch()
    }

    /// Imports what is there, which is taken as finished, and follows from now on.
    func start() {
        addRoots()
        read(taken(), .finished)
        queue.async { [self] in
            follow: while true {
                switch watch.wait(patience: Self.patience, timeout: timeToRetry) {
                case .changed: importChanges()
                case .timeout: break
                case .stopped: break follow
                }
                if timeToRetry == .zero { retry() }
            }
            importChanges()
            retry()
        }
    }

    /// Follows no more; what was written before is imported.
    func stop() {
        watch.stop()
        queue.sync {}
    }

    private func addRoots() {
        for root in roots {
            var isDirectory: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory)
            if isThere, !isDirectory.boolValue { watch.add(file: root) } else { watch.add(root) }
        }
    }

    /// The files that were written; says what cannot be followed.
    private func taken() -> Set<String> {
        var changes = watch.take()
        if changes.isIncomplete {
            addRoots()
            let more = watch.take()
            changes.files.formUnion(more.files)
            changes.failures += more.failures
        }
        for failure in changes.failures { Terminal.warn("cannot follow \(failure)") }
        return changes.files
    }

    private func importChanges() {
        read(taken(), .live(at: .now()))
    }

    /// How long to wait for what could not be imported; nil when there is nothing.
    private var timeToRetry: Duration? {
        state.withLock { $0.failed.isEmpty ? nil : max(.zero, $0.retryAt - .now) }
    }

    private func retry() {
        let failed = state.withLock { state in
            defer { state.failed = [:] }
            return state.failed
        }
        for (arrival, files) in Dictionary(grouping: failed.keys, by: { failed[$0] }) {
            if let arrival { read(Set(files), arrival) }
        }
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
            state.withLock { state in
                state.retryTime = Self.retryTimes.lowerBound
                state.lastFailure = nil
            }
        } catch {
            note("\(error)", items, arrival)
        }
        service.wake()
    }

    /// Remembers what could not be imported, and says why, once.
    private func note(_ failure: String, _ items: [ImportSelection.Item], _ arrival: Arrival) {
        let isNew = state.withLock { state in
            for item in items {
                state.sizes[item.file.path] = nil
                state.failed[item.file.path] = arrival
            }
            state.retryTime = min(state.retryTime * 2, Self.retryTimes.upperBound)
            state.retryAt = .now + state.retryTime
            defer { state.lastFailure = failure }
            return state.lastFailure != failure
        }
        if isNew { Terminal.warn("cannot import, and tries again: \(failure)") }
    }

    /// The whole lines of a file; nil when they were read, or when it is no trace.
    private func item(at path: String, mustRead: Bool) -> ImportSelection.Item? {
        do {
            let file = try InputFile(path: path)
            guard file.sizeBytes <= Self.largestBytes else {
                let isNew = state.withLock { $0.tooLarge.insert(path).inserted }
                if isNew {
                    Terminal.warn(
                        "does not follow \(path): it is larger than \(Self.largestBytes >> 20) MiB; "
                            + "`dossier import` reads it")
                }
                return nil
            }
            guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
            let end = Self.wholeBytes(of: bytes)
            let known = state.withLock { $0.sizes.updateValue(end, forKey: path) }
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
