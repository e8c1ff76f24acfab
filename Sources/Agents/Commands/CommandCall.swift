/// One run of a program, with its limits.
public struct CommandCall: Hashable, Sendable {
    /// The program, found in PATH, and its arguments.
    public var arguments: [String]
    /// What it reads from its standard input.
    public var input: [UInt8]
    /// Variables beside those of this process.
    public var environment: [String: String]
    /// Where it runs; nil for where this process does.
    public var directory: String?
    /// The longest that it may run; then its process group is ended, by force if need be.
    public var timeLimit: Duration
    /// The most that is kept of its standard output, in bytes; the rest is read and counted.
    public var outputLimit: Int
    /// The most that is kept of its diagnostics, in bytes.
    public var diagnosticsLimit: Int

    /// Creates a call.
    public init(
        arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        directory: String? = nil, timeLimit: Duration = .seconds(60), outputLimit: Int = 8 << 20,
        diagnosticsLimit: Int = 64 << 10
    ) {
        self.arguments = arguments
        self.input = input
        self.environment = environment
        self.directory = directory
        self.timeLimit = timeLimit
        self.outputLimit = outputLimit
        self.diagnosticsLimit = diagnosticsLimit
    }
}

/// How a program ended, and what it printed.
public struct CommandResult: Hashable, Sendable {
    /// How a program ended.
    public enum End: Hashable, Sendable {
        /// It ended by itself, with this status.
        case exited(Int32)
        /// A signal ended it.
        case signalled(Int32)
        /// It was ended because its time was over.
        case timedOut
    }

    /// What it printed, as far as it was kept.
    public var output: [UInt8]
    /// All bytes that it printed.
    public var outputBytes: Int
    /// What it said on standard error, as far as it was kept.
    public var diagnostics: [UInt8]
    /// How it ended.
    public var end: End

    /// Creates a result.
    public init(output: [UInt8], outputBytes: Int, diagnostics: [UInt8], end: End) {
        self.output = output
        self.outputBytes = outputBytes
        self.diagnostics = diagnostics
        self.end = end
    }

    /// True when not all of the output was kept.
    public var isOutputCut: Bool { outputBytes > output.count }
}
