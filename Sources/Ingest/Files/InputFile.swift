internal import Compression
internal import Foundation
internal import JSON

/// A file to import: its content, decompressed when it is gzip, as lines or in one piece.
public struct InputFile: Sendable {
    /// The path, as it was given.
    public let path: String
    /// The size on disk, in bytes.
    public let sizeBytes: Int
    /// True when the file is a gzip stream.
    public let isCompressed: Bool
    /// How much is read at most.
    public internal(set) var limits: InputLimits
    /// The content as it would be on disk, when it is not on disk.
    private let memory: [UInt8]?

    /// Opens a regular file far enough to know what it is.
    public init(path: String, limits: InputLimits = InputLimits()) throws(IngestError) {
        let facts: [FileAttributeKey: Any]
        do {
            let resolved = URL(filePath: path).resolvingSymlinksInPath().path
            facts = try FileManager.default.attributesOfItem(atPath: resolved)
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        // Checked before opening, because opening a pipe waits for a writer.
        guard facts[.type] as? FileAttributeType == .typeRegular else {
            throw .notAFile(path: path)
        }
        self.path = path
        self.limits = limits
        memory = nil
        sizeBytes = (facts[.size] as? NSNumber)?.intValue ?? 0
        isCompressed = try ByteStream.isCompressed(path: path)
    }

    /// Content that is in memory, such as the body of a request; `path` says where it came from.
    public init(path: String, bytes: [UInt8], limits: InputLimits = InputLimits()) {
        self.path = path
        self.limits = limits
        memory = bytes
        sizeBytes = bytes.count
        isCompressed = Gzip.isGzip(bytes)
    }

    /// The last component of the path.
    public var name: String { URL(filePath: path).lastPathComponent }

    /// The whole content in one piece: mapped when it is large and not compressed.
    ///
    /// - Throws: `IngestError` when it cannot be read or is larger than the limits.
    public func content() throws -> FileContent {
        guard isCompressed else {
            if let memory { return FileContent(source: JSONSource(memory), failure: nil) }
            guard sizeBytes <= JSONSource.maximumBytes else {
                throw IngestError.overLimit(path: path, limitBytes: JSONSource.maximumBytes)
            }
            return FileContent(source: try JSONSource.file(path), failure: nil)
        }
        let stream = try stream()
        var bytes: [UInt8] = []
        var failure: (any Error)?
        do {
            while true {
                let piece = try stream.next()
                if piece.isEmpty { break }
                bytes += piece
                guard bytes.count <= limits.contentBytes else {
                    throw IngestError.overLimit(path: path, limitBytes: limits.contentBytes)
                }
            }
        } catch let error as CompressionError {
            failure = error
        }
        return FileContent(source: JSONSource(bytes), failure: failure)
    }

    /// The lines from the beginning, in memory that does not grow with the file.
    public func lines() throws -> LineReader {
        LineReader(try stream(), limitBytes: limits.lineBytes)
    }

    /// A file beside this one, or nil when there is none of that name that can be read.
    public func sibling(_ name: String) -> InputFile? {
        file(at: URL(filePath: path).deletingLastPathComponent().appending(path: name))
    }

    /// A file relative to this one's directory (`../annotations/x.json`), or nil without it.
    public func file(relativePath: String) -> InputFile? {
        file(
            at: URL(filePath: path).deletingLastPathComponent().appending(path: relativePath)
                .standardized)
    }

    /// Reads any stretch of the file as it is on disk; less where the file ends before.
    func stretches() throws -> (Range<Int>) throws -> [UInt8] {
        if let memory {
            return { range in Array(memory[range.clamped(to: 0..<memory.count)]) }
        }
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        return { range in
            try handle.seek(toOffset: UInt64(max(0, range.lowerBound)))
            return Array(try handle.read(upToCount: range.count) ?? Data())
        }
    }

    /// The files with a suffix in the same directory and in the ones beside it, by path; some
    /// hundred at most, this file not among them.
    func neighbours(withSuffix suffix: String) -> [InputFile] {
        let this = URL(filePath: path).standardizedFileURL
        let own = this.deletingLastPathComponent()
        let above = own.deletingLastPathComponent()
        let beside = Self.names(in: above)
            .map { above.appending(path: $0, directoryHint: .checkFileSystem) }
            .filter { $0.path != own.path && $0.hasDirectoryPath }
        var found: [InputFile] = []
        for directory in [own] + beside {
            for name in Self.names(in: directory) where name.hasSuffix(suffix) {
                let url = directory.appending(path: name)
                guard url.path != this.path, let file = file(at: url) else { continue }
                found.append(file)
                if found.count == Self.maximumNeighbours { return found }
            }
        }
        return found
    }

    private static let maximumNeighbours = 200

    /// The names in a directory that are not hidden, by bytes; none where it cannot be read.
    private static func names(in directory: URL) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory.path)
                .filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            return []
        }
    }

    func stream() throws(IngestError) -> ByteStream {
        if let memory {
            return ByteStream(
                bytes: memory, isCompressed: isCompressed, limitBytes: limits.decompressedBytes)
        }
        return try ByteStream(
            path: path, isCompressed: isCompressed, limitBytes: limits.decompressedBytes)
    }

    private func file(at url: URL) -> InputFile? {
        do {
            return try InputFile(path: url.relativePath, limits: limits)
        } catch {
            return nil
        }
    }
}
