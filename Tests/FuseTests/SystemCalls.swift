import Glibc
import SystemPackage

// System calls that throw their errno: what programs see, without a library between.

func bytes(ofFile path: String) throws(Errno) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 131_072)
    while true {
        let count = read(descriptor, &piece, piece.count)
        if count == 0 { return all }
        if count < 0 { throw Errno(rawValue: errno) }
        all += piece[..<count]
    }
}

func text(ofFile path: String) throws(Errno) -> String {
    String(decoding: try bytes(ofFile: path), as: UTF8.self)
}

func names(inDirectory path: String) throws(Errno) -> [String] {
    guard let directory = opendir(path) else { throw Errno(rawValue: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { names.append(name) }
    }
    return names
}

func status(of path: String) throws(Errno) -> stat {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw Errno(rawValue: errno) }
    return status
}

/// The errno of a system call that is to fail; nil when it succeeded.
func failure(of call: () -> Int32) -> Errno? {
    call() < 0 ? Errno(rawValue: errno) : nil
}

/// Starts a program of the search path, with its output thrown away.
func spawn(_ words: [String]) throws(Errno) -> pid_t {
    var arguments = words.map { strdup($0) }
    defer { arguments.forEach { free($0) } }
    arguments.append(nil)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var process: pid_t = 0
    var environment: [UnsafeMutablePointer<CChar>?] = [nil]
    let status = posix_spawnp(&process, words[0], &actions, nil, &arguments, &environment)
    guard status == 0 else { throw Errno(rawValue: status) }
    return process
}
