internal import GRDBSQLite

/// A value that is bound to a statement.
enum Binding {
    case null
    case int(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
    case digest(ContentDigest)

    /// An integer, or NULL for nil.
    static func int(orNull value: Int64?) -> Binding { value.map { .int($0) } ?? .null }

    /// A text, or NULL for nil.
    static func text(orNull value: String?) -> Binding { value.map { .text($0) } ?? .null }

    /// An integer.
    static func int(_ value: Int) -> Binding { .int(Int64(value)) }

    /// Binds the value, which SQLite copies, and answers SQLite's code.
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .int(let value): sqlite3_bind_int64(statement, index, value)
        case .real(let value): sqlite3_bind_double(statement, index, value)
        case .text(let text): Self.bind(text, to: statement, at: index)
        case .blob(let bytes): bytes.withUnsafeBytes { Self.bind($0, to: statement, at: index) }
        case .digest(let digest): digest.withBytes { Self.bind($0, to: statement, at: index) }
        }
    }

    private static func bind(_ text: String, to statement: OpaquePointer, at index: Int32) -> Int32
    {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text64(
                    statement, index, characters.baseAddress, UInt64(characters.count),
                    copied, UInt8(SQLITE_UTF8))
            }
        }
    }

    private static func bind(
        _ bytes: UnsafeRawBufferPointer, to statement: OpaquePointer, at index: Int32
    ) -> Int32 {
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
        return sqlite3_bind_blob64(
            statement, index, bytes.baseAddress, UInt64(bytes.count), copied)
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite copies what it is given.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
