internal import ArgumentParser
internal import Glibc
internal import JSON

/// What the process ends with; nothing else chooses an exit status.
enum ExitStatus: Hashable {
    /// Everything was done.
    case success
    /// A check found something.
    case checkFailed
    /// The command line was wrong, or what was asked for could not be done.
    case failed
    /// What a command that was run for the user ended with.
    case of(command: Int32)

    /// The number.
    var code: Int32 {
        switch self {
        case .success: 0
        case .checkFailed: 1
        case .failed: 2
        case .of(let command): command
        }
    }

    /// The status that an error ends the process with.
    static func of(_ error: any Error) -> ExitStatus {
        if let error = error as? CommandEnd { return error.status }
        return Dossier.exitCode(for: error) == .success ? .success : .failed
    }

    /// Prints what an error says, if anything, and ends the process.
    func exit(_ command: (some ParsableCommand).Type, _ error: any Error) -> Never {
        if !(error is CommandEnd) {
            let message = command.fullMessage(for: error)
            if !message.isEmpty { Terminal.print(message, toError: self != .success) }
        }
        Glibc.exit(code)
    }
}

/// Ends a command with a status, after it has said itself what there is to say.
struct CommandEnd: Error {
    /// The status.
    let status: ExitStatus

    /// Ends with a status.
    init(_ status: ExitStatus) {
        self.status = status
    }
}
