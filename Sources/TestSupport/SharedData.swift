public import Foundation

/// The data set of real traces that stands beside the checkout; never part of it.
public enum SharedData {
    /// True when the data set is there.
    public static var isPresent: Bool { directory != nil }

    /// Where a part of the data set stands (`trail-openinference`).
    public static func url(_ part: String) throws -> URL {
        guard let directory else { throw CocoaError(.fileNoSuchFile) }
        return directory.appending(path: part)
    }

    /// The files below a part whose names end in a suffix, sorted.
    public static func files(below part: String, suffix: String) throws -> [URL] {
        let directory = try url(part)
        let names = FileManager.default.enumerator(atPath: directory.path)
        return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(suffix) }.sorted()
            .map { directory.appending(path: $0) }
    }

    /// `shared/data` beside the checkout or beside a directory above it.
    private static let directory: URL? = {
        var place = URL(filePath: #filePath).deletingLastPathComponent()
        while place.path != "/" {
            let candidate = place.appending(path: "shared/data")
            if FileManager.default.fileExists(atPath: candidate.appending(path: "FORMATS.md").path)
            {
                return candidate
            }
            place.deleteLastPathComponent()
        }
        return nil
    }()
}
