/// Something wrong with the text of a suite or a case: where, what, and what to do about it.
public struct Problem: Hashable, Sendable {
    /// How much a problem matters.
    public enum Severity: String, Hashable, Sendable {
        /// The case or suite cannot be run.
        case error
        /// It can be read, but something in it is not what its writer thinks, or is missing.
        case warning
    }

    /// The name of the file, as the reader knows it; nil when the caller knows better.
    public var file: String?
    /// The line, from 1.
    public var line: Int
    /// The column in characters, from 1.
    public var column: Int
    /// What is wrong, without a full stop.
    public var message: String
    /// What to do about it, without a full stop.
    public var advice: String
    /// How much it matters.
    public var severity: Severity

    /// Creates a problem.
    public init(
        file: String? = nil, line: Int, column: Int = 1, _ message: String, advice: String,
        severity: Severity = .error
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.advice = advice
        self.severity = severity
    }

    /// The problem with the name of its file.
    public func inFile(_ name: String) -> Problem {
        var problem = self
        problem.file = name
        return problem
    }

    /// The problem of a text that begins some lines further down in its file.
    public func movedDown(byLines count: Int) -> Problem {
        var problem = self
        problem.line += count
        return problem
    }
}

extension Problem: CustomStringConvertible {
    /// The problem on one line, in the form that compilers use: `file:line:column: error: message; advice`.
    public var description: String {
        let place = (file.map { $0 + ":" } ?? "") + "\(line):\(column)"
        return "\(place): \(severity.rawValue): \(message); \(advice)"
    }
}

extension [Problem] {
    /// True when one of the problems is an error.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
