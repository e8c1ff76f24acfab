import Foundation
import JSON
import Testing

/// The receiver among requests that are none.
@Suite struct ReceiverFuzzTests {
    @Test("mutated requests crash nothing, and every valid span in between is stored exactly once")
    func mutated() throws {
        let sandbox = try Sandbox()
        let receiver = try sandbox.receive()
        let outcome = try sandbox.program("fuzz.py", receiver.address, "20000", "7")
        print(outcome.errors)
        #expect(receiver.process.isRunning, "\(receiver.output)")
        receiver.end()
        #expect(receiver.process.terminationStatus == 0)
        let acknowledged = Int(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        #expect(acknowledged == 4_000)
        let stored = try sandbox.shell(
            """
            sqlite3 'file:\(sandbox.storePath)?mode=ro' "SELECT count(*), count(DISTINCT t.traceID)
                FROM record AS r JOIN trace AS t ON t.id = r.trace
                WHERE hex(t.traceID) LIKE '0000FEED%' AND r.type = 1"
            """)
        #expect(stored.text == "\(acknowledged)|\(acknowledged)\n")
        let report = try JSONDocument(sandbox.dossier("doctor", "--json").text).root
        #expect(report["sound"]?.bool == true)
    }
}
