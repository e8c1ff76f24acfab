internal import GRDB

extension StoreError {
    /// The error for whatever was thrown while the store was used.
    init(_ error: any Error, in file: StoreFile) {
        if let error = error as? StoreError {
            self = error
        } else if let error = error as? DatabaseError {
            self.init(error, in: file)
        } else {
            self.init(.system, file.path, String(describing: error))
        }
    }

    /// The error for whatever was thrown while the store was opened.
    init(opening file: StoreFile, because error: any Error) {
        self.init(error, in: file)
        if (error as? DatabaseError)?.resultCode == .SQLITE_NOTADB { code = .notAStore }
    }

    private init(_ error: DatabaseError, in file: StoreFile) {
        let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            let writer = WriterLock.holder(of: file).map { "process \($0) holds its lock" }
            self.init(.busy, file.path, writer ?? "try again when it has finished")
        case .SQLITE_FULL: self.init(.full, file.path)
        case .SQLITE_READONLY: self.init(.readOnly, file.path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self.init(.damaged, file.path, message)
        default: self.init(.system, file.path, message)
        }
    }
}
