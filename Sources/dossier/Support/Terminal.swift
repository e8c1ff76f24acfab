internal import Glibc

/// Output to whoever called: data to standard output, everything else to standard error.
enum Terminal {
    /// A reader that has seen enough (`dossier info | head -1`) is no failure.
    static func endQuietlyOnBrokenPipe() {
        signal(SIGPIPE) { _ in _exit(0) }
    }

    /// Prints a line.
    static func print(_ line: String, toError: Bool = false) {
        write(line + "\n", to: toError ? STDERR_FILENO : STDOUT_FILENO)
    }

    /// Prints a diagnostic.
    static func warn(_ line: String) {
        print("dossier: \(line)", toError: true)
    }

    /// True when a person watches the diagnostics.
    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes all of a text.
    static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes all bytes.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }
}
