internal import Foundation

/// A model server of the tests on the loopback device, for as long as the value lives.
///
/// What it answers is told in `Tests/CommandTests/model_server.py`.
public final class ModelServer: Sendable {
    /// The address without a path.
    public let url: String

    private let process: Process

    /// Starts the server, which asks callers for a key if there is one, and waits until it listens.
    public init(key: String? = nil) throws {
        let script = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Tests/CommandTests/model_server.py")
        let output = Pipe()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        process.environment = ProcessInfo.processInfo.environment
            .merging(key.map { ["MODEL_SERVER_KEY": $0] } ?? [:]) { $1 }
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(output.fileHandleForReading.fileDescriptor, &byte, 1) == 1, byte != 10 {
            line.append(byte)
        }
        guard let port = UInt16(String(decoding: line, as: UTF8.self)) else {
            throw CocoaError(.executableLoad)
        }
        url = "http://127.0.0.1:\(port)"
    }

    deinit {
        // Nobody waits for its end: that can wait for ever on a thread of a test that is async.
        process.terminate()
    }
}
