internal import Evals
internal import Foundation
internal import Glibc
internal import Redaction

/// The key and the rules with which texts are made anonymous.
struct RedactionSetup {
    /// The directory of configuration, `dossier` in the XDG configuration directory.
    static var rulesPath: String {
        let environment = ProcessInfo.processInfo.environment
        let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        return "\(given ?? "\(home)/.config")/dossier/redaction.yaml"
    }

    /// The file of the key, beside the standard store.
    private static var keyPath: String {
        let environment = ProcessInfo.processInfo.environment
        let given = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        return "\(given ?? "\(home)/.local/share")/dossier/redaction.key"
    }

    private static let keyBytes = 32

    /// A pseudonymizer with this user's key, and the rules of a file: with nil, of that of the configuration, if there is one.
    static func pseudonymizer(rules path: String?) throws -> Pseudonymizer {
        try Pseudonymizer(key: key(), rules: rules(at: path))
    }

    private static func rules(at path: String?) throws -> RedactionRules {
        let file = path ?? rulesPath
        guard path != nil || FileManager.default.fileExists(atPath: file) else {
            return RedactionRules()
        }
        let decoded = RedactionRules.decode(try Array(Data(contentsOf: URL(filePath: file))))
        guard let rules = decoded.runnable else {
            throw OperationFailure(
                decoded.problems.map { $0.inFile(file).description }.joined(separator: "\n"))
        }
        return rules
    }

    /// The key of this user, made when it is missing.
    private static func key() throws -> [UInt8] {
        if let data = FileManager.default.contents(atPath: keyPath) {
            guard data.count >= keyBytes else {
                throw OperationFailure(
                    "\(keyPath) is no key; remove it, and pseudonyms begin anew")
            }
            return Array(data)
        }
        try FileManager.default.createDirectory(
            atPath: (keyPath as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        var generator = SystemRandomNumberGenerator()
        let key = (0..<keyBytes).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let descriptor = open(keyPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            // Another process was faster: its key is the key.
            if errno == EEXIST, let data = FileManager.default.contents(atPath: keyPath),
                data.count >= keyBytes
            {
                return Array(data)
            }
            throw OperationFailure("cannot make \(keyPath): \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        let written = key.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == keyBytes, fsync(descriptor) == 0 else {
            unlink(keyPath)
            throw OperationFailure("cannot write \(keyPath): \(String(cString: strerror(errno)))")
        }
        return key
    }
}
