internal import Glibc

/// A process that this one started.
struct ChildProcess {
    /// Why a process could not be started.
    struct StartError: Error, CustomStringConvertible {
        /// The program.
        let program: String
        /// What the operating system answered.
        let errorNumber: Int32

        /// What failed, on what.
        var description: String {
            "cannot run \(program): \(String(cString: strerror(errorNumber)))"
        }
    }

    /// The process id.
    let id: pid_t

    /// Starts a program found in PATH, with this process's environment, and with no signal ignored or blocked.
    ///
    /// - Parameters:
    ///   - arguments: The program and its arguments.
    ///   - isDetached: Without the terminal's input; it is to begin a session of its own.
    ///   - readyDescriptor: A descriptor that the process gets as its descriptor 3.
    /// - Throws: why the program could not be started.
    init(
        _ arguments: [String], isDetached: Bool = false, readyDescriptor: Int32? = nil
    ) throws(StartError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if isDetached {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        if let readyDescriptor {
            posix_spawn_file_actions_adddup2(&actions, readyDescriptor, ReadySignal.descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var ignored = sigset_t()
        sigemptyset(&ignored)
        for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&ignored, number) }
        posix_spawnattr_setsigdefault(&attributes, &ignored)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var words = arguments.map { strdup($0) }
        defer { words.forEach { free($0) } }
        words.append(nil)
        var process = pid_t()
        let result = posix_spawnp(&process, arguments[0], &actions, &attributes, &words, environ)
        guard result == 0 else {
            throw StartError(program: arguments[0], errorNumber: result)
        }
        id = process
    }

    /// Waits for the end; gives the exit status, or 128 and the number of the signal as a shell does.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7f
        return signal == 0 ? status >> 8 & 0xff : 128 + signal
    }

    /// Sends it a signal; the one that asks it to end, unless another is given.
    func send(_ signal: Int32 = SIGTERM) {
        kill(id, signal)
    }
}
