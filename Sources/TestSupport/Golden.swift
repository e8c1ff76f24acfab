internal import Foundation
public import Testing

/// Compares a text with the golden file of a name in the directory `Golden` beside the test.
///
/// `RECORD=1` in the environment rewrites the file, and fails the run so that nobody takes a
/// recording for a comparison.
public func expectGolden(
    _ text: String, _ name: String, testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = URL(filePath: testFile).deletingLastPathComponent()
        .appending(path: "Golden").appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name); run again without RECORD", sourceLocation: sourceLocation)
        return
    }
    guard let golden = FileManager.default.contents(atPath: file.path) else {
        Issue.record("no golden file \(name); run with RECORD=1", sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: golden, as: UTF8.self)
    guard !expected.utf8.elementsEqual(text.utf8) else { return }
    let lines = zip(lines(of: expected), lines(of: text)).enumerated()
    let first = lines.first { $0.element.0 != $0.element.1 }
    let place = first.map { "line \($0.offset + 1): \($0.element.1)" } ?? "the end"
    Issue.record("\(name) differs at \(place)", sourceLocation: sourceLocation)
}

private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
}
