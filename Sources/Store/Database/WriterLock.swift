internal import Foundation

/// Who holds the lock of the one writer, as Linux lists it in `/proc/locks`.
enum WriterLock {
    /// The byte of the shared memory file that a writer locks (WAL_WRITE_LOCK of SQLite's format).
    private static let offset = 120

    /// The process that holds the lock; nil when it cannot be told.
    static func holder(of file: StoreFile) -> Int? {
        var status = stat()
        guard stat(file.sharedMemoryPath, &status) == 0,
            let text = FileManager.default.contents(atPath: "/proc/locks")
        else { return nil }
        let inode = String(status.st_ino)
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            // "1: POSIX  ADVISORY  WRITE 4711 fe:00:131090 120 120"
            let fields = line.split(separator: " ")
            guard fields.count == 8, fields[3] == "WRITE", let process = Int(fields[4]),
                fields[5].split(separator: ":").last.map(String.init) == inode,
                let first = Int(fields[6]), let last = Int(fields[7]),
                (first...max(first, last)).contains(offset)
            else { continue }
            return process
        }
        return nil
    }
}
