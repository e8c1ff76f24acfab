internal import GRDB
internal import GRDBSQLite

/// A prepared statement that is bound and stepped through SQLite itself: GRDB's rows cost several
/// times more than the look-ups of the hot paths do.
///
/// It lives inside one access of a connection; the statement comes from the connection's cache, so that
/// a query must not run inside a loop over itself.
struct Query {
    private let connection: OpaquePointer?
    private let statement: OpaquePointer

    init(_ database: Database, _ sql: String) throws {
        connection = database.sqliteConnection
        statement = try database.cachedStatement(sql: sql).sqliteStatement
    }

    /// Runs the statement to its end, ignoring rows.
    func run(_ bindings: [Binding] = []) throws {
        try bind(bindings)
        defer { reset() }
        while try step() {}
    }

    /// Calls `body` with every row.
    func forEach(_ bindings: [Binding] = [], body: (ResultRow) throws -> Void) throws {
        try bind(bindings)
        defer { reset() }
        while try step() { try body(ResultRow(statement: statement)) }
    }

    /// What `body` makes of every row.
    func all<Value>(_ bindings: [Binding] = [], body: (ResultRow) throws -> Value) throws -> [Value]
    {
        try bind(bindings)
        defer { reset() }
        var values: [Value] = []
        while try step() { values.append(try body(ResultRow(statement: statement))) }
        return values
    }

    /// What `body` makes of the first row; nil when there is none.
    func first<Value>(_ bindings: [Binding] = [], body: (ResultRow) throws -> Value) throws
        -> Value?
    {
        try bind(bindings)
        defer { reset() }
        guard try step() else { return nil }
        return try body(ResultRow(statement: statement))
    }

    /// True when there is a row.
    func hasRow(_ bindings: [Binding] = []) throws -> Bool {
        try bind(bindings)
        defer { reset() }
        return try step()
    }

    private func bind(_ bindings: [Binding]) throws {
        for (index, binding) in bindings.enumerated() {
            let code = binding.bind(to: statement, at: Int32(truncatingIfNeeded: index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
    }

    private func step() throws -> Bool {
        let code = sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(code)
        }
    }

    private func reset() {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
