import Compression
import Foundation
import Ingest
import TestSupport
import Testing
import Traces

/// Compressed files, packages, and formats that no sample file has, cut and flipped at many offsets.
@Suite struct PackedDamageTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test("what a cut gzip still unpacks to is read", arguments: ["json", "jsonl"])
    func gzip(form: String) throws {
        let content = form == "json" ? try Self.requests[0] : try Self.lines
        let bytes = Gzip.compressed(content)
        let whole = try DecodedFile(
            OTLPJSON.self, path: directory.write(content, to: "whole.\(form)"))
        #expect(whole.records.count > 20)
        for step in 1..<40 {
            let offset = bytes.count * step / 40
            let unpacked = Self.unpacked(bytes[..<offset])
            let spared = Set(
                zip(whole.records, whole.places)
                    .filter { $0.1.offsetBytes + $0.1.lengthBytes <= unpacked }
                    .map { DamagedSample.content($0.0) })
            let cut = try Set(decoded(bytes[..<offset]).map(DamagedSample.content))
            #expect(cut.isSuperset(of: spared), "cut at \(offset)")
            var flipped = bytes
            flipped[offset] ^= UInt8(1 << (step % 8))
            // What comes behind the damage cannot be unpacked, or becomes something else.
            let found = try Set(decoded(flipped).map(DamagedSample.content))
            #expect(found.isSuperset(of: spared), "flip at \(offset)")
        }
    }

    @Test("a log of Inspect loses the samples whose entries are hit, and no other")
    func archive() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: packedLog())))
        let zip = try ZipArchive(sizeBytes: bytes.count) { Array(bytes[$0]) }
        let whole = try DecodedFile(Inspect.self, path: directory.write(bytes, to: "log.eval"))
        let samples = zip.entries.filter { $0.name.hasPrefix("samples/") }
        #expect(samples.count == 6)
        #expect(whole.traceIDs.count == 6)
        let ends = zip.entries.dropFirst().map(\.headerOffset) + [bytes.count]
        for step in 1..<60 {
            let offset = bytes.count * step / 60
            let complete = Swift.zip(zip.entries, ends)
                .count { $0.name.hasPrefix("samples/") && $1 <= offset }
            // An archive without a whole entry is none.
            if complete > 0 {
                let cut = try DecodedFile(
                    Inspect.self, path: directory.write(bytes[..<offset], to: "cut.eval"))
                #expect(cut.traceIDs.count >= complete, "cut at \(offset)")
            }
            var flipped = bytes
            flipped[offset] ^= UInt8(1 << (step % 8))
            let damaged = try DecodedFile(
                Inspect.self, path: directory.write(flipped, to: "flipped.eval"))
            #expect(damaged.traceIDs.count >= 5, "flip at \(offset)")
        }
    }

    @Test("a package loses the lines that are hit, and no other")
    func package() throws {
        let records = try Self.requests.flatMap {
            try DecodedFile(OTLPJSON.self, path: directory.write($0, to: "in.json")).records
        }
        var bytes = [UInt8](DossierPackage.header.utf8)
        var ends: [Int] = []
        for record in records {
            let place = Provenance(
                format: "otlp-json", file: "in.json", offsetBytes: 0, lengthBytes: 1)
            bytes += DossierPackage.line(
                of: PackageEntry(
                    .record(record), account: "a", kind: .interaction, place: nil,
                    provenance: place, fileBytes: 1))
            ends.append(bytes.count)
        }
        for step in 1..<60 {
            let offset = bytes.count * step / 60
            let complete = ends.count { $0 <= offset }
            let cut = try DecodedFile(
                DossierPackage.self, path: directory.write(bytes[..<offset], to: "cut.jsonl"))
            #expect(cut.records.starts(with: records[..<complete]), "cut at \(offset)")
            var flipped = bytes
            flipped[offset] ^= UInt8(1 << (step % 8))
            let damaged = try DecodedFile(
                DossierPackage.self, path: directory.write(flipped, to: "flipped.jsonl"))
            // A flipped end of a line costs the line behind it too.
            let lost = Set(records).subtracting(damaged.records)
            #expect(lost.count <= 2, "flip at \(offset)")
        }
    }

    @Test("formats without a sample file lose what is hit", arguments: ["tempo", "gemini-cli"])
    func madeUp(name: String) throws {
        let isTempo = name == "tempo"
        let text = isTempo ? try Self.tempo : Self.gemini
        let format: any TraceFormat.Type = isTempo ? OTLPJSON.self : GeminiCLI.self
        let sample = try DamagedSample(format, text, name: "\(name).json", in: directory)
        #expect(sample.whole.rejections.isEmpty)
        #expect(sample.whole.records.count > 5)
        for step in 1..<80 {
            let offset = text.count * step / 80
            let cut = try sample.lostByCutting(at: offset)
            #expect(cut == [], "cut at \(offset): \(cut)")
            let lost = try sample.lostByFlipping(bit: step % 8, at: offset)
            // What answers a message that cannot be read is kept as rejected.
            #expect(lost.count <= (isTempo ? 1 : 2), "flip at \(offset): \(lost)")
        }
    }

    /// Two requests of the sample data.
    private static var requests: [[UInt8]] {
        get throws {
            try ["interactions/2026-11-16-swap", "interactions/2026-11-18-update"].map {
                [UInt8](try Data(contentsOf: URL(filePath: SampleData.path("\($0).json"))))
            }
        }
    }

    /// The same requests, one a line.
    private static var lines: [UInt8] {
        get throws {
            let newline = UInt8(ascii: "\n")
            return try requests.flatMap { request in
                request.filter { $0 != newline } + [newline]
            }
        }
    }

    /// The first of them as Tempo spells it.
    private static var tempo: [UInt8] {
        get throws {
            let text = String(decoding: try requests[0], as: UTF8.self)
            return Array(
                text.replacing("\"resourceSpans\"", with: "\"batches\"")
                    .replacing("\"scopeSpans\"", with: "\"instrumentationLibrarySpans\"")
                    .replacing("\"scope\"", with: "\"instrumentationLibrary\"").utf8)
        }
    }

    /// A session of Gemini CLI, a message a line.
    private static var gemini: [UInt8] {
        let turns = (0..<6).map { turn in
            """
            {"id":"u\(turn)","timestamp":"2025-10-18T14:0\(turn):00.000Z","type":"user",\
            "content":"list the files of place \(turn)"}
            {"id":"g\(turn)","timestamp":"2025-10-18T14:0\(turn):02.000Z","type":"gemini",\
            "content":"there are \(turn)","model":"gemini-2.5-pro","tokens":{"input":100,\
            "output":10,"cached":0,"thoughts":0,"tool":0,"total":110},"toolCalls":[\
            {"id":"t\(turn)","name":"ls\(turn)","args":{"path":"."},"status":"success",\
            "timestamp":"2025-10-18T14:0\(turn):03.000Z","result":[]}]}

            """
        }
        let head =
            #"{"sessionId":"s-1","projectHash":"ab","startTime":"2025-10-18T14:00:00.000Z"}"#
        return Array((head + "\n" + turns.joined()).utf8)
    }

    /// The records of a compressed file.
    private func decoded(_ bytes: some Sequence<UInt8>) throws -> [Record] {
        try DecodedFile(OTLPJSON.self, path: directory.write(bytes, to: "damaged.gz")).records
    }

    /// How many bytes a cut stream unpacks to.
    private static func unpacked(_ stream: ArraySlice<UInt8>) -> Int {
        var rest = stream
        let reader = GzipReader(limitBytes: 1 << 30) {
            defer { rest = [] }
            return Array(rest)
        }
        var count = 0
        var piece = [UInt8](repeating: 0, count: 1000)
        do {
            while true {
                let read = try piece.withUnsafeMutableBytes { try reader.read(into: $0) }
                if read == 0 { return count }
                count += read
            }
        } catch {
            return count  // Cut is an error, after all that was there.
        }
    }

    /// Packs a log of six samples as Inspect does.
    private func packedLog() throws -> String {
        let script = """
            import json, sys, zipfile
            with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
                log = {"version": 2, "status": "success", "eval": {"eval_id": "e1", "task": "sums",
                       "created": "2025-01-02T03:04:05+01:00"}}
                archive.writestr("_journal/start.json", json.dumps(log))
                for number in range(6):
                    words = " ".join(str(number * n * n) for n in range(200))
                    archive.writestr(f"samples/{number}_epoch_1.json", json.dumps({
                        "id": number, "epoch": 1, "input": words, "target": "4",
                        "messages": [{"role": "user", "content": words},
                                     {"role": "assistant", "content": f"it is {number}"}],
                        "output": {"model": "m", "choices": []}, "scores": {"match": {"value": "C"}}}))
                archive.writestr("header.json", json.dumps(log))
            """
        let path = directory.url.appending(path: "packed.eval").path
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return path
    }
}
