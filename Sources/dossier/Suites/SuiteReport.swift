internal import Evals
internal import JSON
internal import Rendering

/// How suites and edits are printed.
enum SuiteReport {
    static func show(_ result: SuiteEditResult, name: String?, asJSON: Bool) {
        guard asJSON else {
            let listed = result.listed
            let called = listed.map { $0.name ?? "case \($0.index)" } ?? name ?? ""
            let place = listed.map { ", index \($0.index), revision \($0.revision)" } ?? ""
            return Terminal.print(
                "\(result.action) \(DisplayText.escaped(called))\(place); "
                    + "suite revision \(result.suiteRevision)")
        }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("action", result.action)
            writer.member("suite_revision", result.suiteRevision)
            if let listed = result.listed { write(listed, to: &writer) }
        }
        Terminal.print(writer.text)
    }

    static func write(_ listed: ListedCase, to writer: inout JSONWriter) {
        writer.member("index", Int64(listed.index))
        writer.member("name", listed.name)
        writer.member("revision", listed.revision)
        writer.member("line", listed.line.map(Int64.init))
        writer.member("size_bytes", Int64(listed.sizeBytes))
    }

    static func write(_ problem: Problem, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("file", problem.file)
            writer.member("line", Int64(problem.line))
            writer.member("column", Int64(problem.column))
            writer.member("severity", problem.severity.rawValue)
            writer.member("message", problem.message)
            writer.member("advice", problem.advice)
        }
    }
}
