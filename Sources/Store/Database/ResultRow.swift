internal import GRDBSQLite

/// The row on which a statement stands; columns count from zero.
struct ResultRow {
    let statement: OpaquePointer

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func count(_ column: Int32) -> Int { Int(int(column)) }

    func intOrNil(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

    func realOrNil(_ column: Int32) -> Double? {
        isNull(column) ? nil : sqlite3_column_double(statement, column)
    }

    func text(_ column: Int32) -> String { String(decoding: buffer(column), as: UTF8.self) }

    func textOrNil(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func blob(_ column: Int32) -> [UInt8] { [UInt8](buffer(column)) }

    /// A digest; throws `damaged` when the column holds another number of bytes.
    func digest(_ column: Int32) throws -> ContentDigest {
        let bytes = buffer(column)
        guard bytes.count == ContentDigest.sizeBytes else {
            throw StoreError(.damaged, "a digest", "it does not have 16 bytes")
        }
        return ContentDigest(stored: bytes)
    }

    /// A digest; nil for NULL, throws `damaged` when the column holds another number of bytes.
    func digestOrNil(_ column: Int32) throws -> ContentDigest? {
        isNull(column) ? nil : try digest(column)
    }

    private func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(statement, column) == SQLITE_NULL
    }

    /// The bytes of a blob or text, which live until the statement is stepped.
    private func buffer(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        let count = sqlite3_column_bytes(statement, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count))
    }
}
