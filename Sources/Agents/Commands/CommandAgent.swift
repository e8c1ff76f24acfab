internal import Glibc
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// Runs programs.
public struct CommandAgent: Sendable {
    private let pace: Pace

    /// Creates an agent.
    public init(pace: Pace) {
        self.pace = pace
    }

    /// Runs a program in a process group of its own and waits for its end; nothing of the group is left.
    ///
    /// - Throws: `notStarted` and `cancelled`.
    public func run(_ call: CommandCall) async throws(AgentError) -> CommandResult {
        guard let program = call.arguments.first, !program.isEmpty else {
            throw .notStarted(program: "nothing", reason: "the command is empty")
        }
        let output = KeptOutput(limit: call.outputLimit)
        let diagnostics = KeptOutput(limit: call.diagnosticsLimit)
        let end: CommandResult.End?
        do {
            end = try await TimeLimit.run(call.timeLimit, pace: pace) {
                try await Self.end(of: call, output: output, diagnostics: diagnostics)
            }
        } catch {
            if Task.isCancelled || error is CancellationError { throw .cancelled }
            throw .notStarted(program: program, reason: Self.reason(of: error))
        }
        if Task.isCancelled { throw .cancelled }
        return CommandResult(
            output: output.bytes, outputBytes: output.total, diagnostics: diagnostics.bytes,
            end: end ?? .timedOut)
    }

    private static func end(
        of call: CommandCall, output: KeptOutput, diagnostics: KeptOutput
    ) async throws -> CommandResult.End {
        let group = Mutex<pid_t?>(nil)
        // What the program left running in its group ends with it.
        defer { if let id = group.withLock(\.self) { kill(-id, SIGKILL) } }
        let result = try await Subprocess.run(
            configuration(of: call),
            input: .fileDescriptor(
                InputFile.descriptor(of: call.input), closeAfterSpawningProcess: true),
            output: .sequence, error: .sequence
        ) { execution in
            group.withLock { $0 = execution.processIdentifier.value }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await keep(execution.standardOutput, in: output) }
                group.addTask { await keep(execution.standardError, in: diagnostics) }
            }
        }
        switch result.terminationStatus {
        case .exited(let status): return .exited(status)
        case .signaled(let signal): return .signalled(signal)
        }
    }

    private static func configuration(of call: CommandCall) -> Configuration {
        let program = call.arguments[0]
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
        ]
        var added: [Environment.Key: String?] = [:]
        for (name, value) in call.environment {
            added[Environment.Key(stringLiteral: name)] = value
        }
        return Configuration(
            executable: program.utf8.contains(UInt8(ascii: "/"))
                ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(Array(call.arguments.dropFirst())),
            environment: .inherit.updating(added),
            workingDirectory: call.directory.map { FilePath($0) }, platformOptions: options)
    }

    /// Reads a stream to its end; a stream that breaks is one that ended.
    private static func keep(_ stream: SubprocessOutputSequence, in kept: KeptOutput) async {
        // The monitor of the process cancels the reading when a descendant keeps the pipe open.
        try? await {
            for try await piece in stream { piece.withUnsafeBytes { kept.append($0) } }
        }()
    }

    private static func reason(of error: any Error) -> String {
        guard let error = error as? SubprocessError else { return "\(error)" }
        return error.underlyingError.map { "\($0)" } ?? "\(error)"
    }
}
