internal import ArgumentParser
internal import JSON
internal import Store
internal import Traces

/// `dossier doctor`.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks the store: schema, every digest, counts, and what was rejected.",
        discussion: "The exit status is 1 when something is damaged.")

    @OptionGroup var storeOptions: StoreOptions

    @Flag(help: "Print the report as JSON.")
    var json = false

    func run() throws {
        let store = try storeOptions.openForReading()
        let progress = ProgressLine(isQuiet: json)
        let report = try store.check { step in
            progress.show("checking \(step.stage.rawValue): \(step.done) of \(step.total)")
        }
        progress.clear()
        if json { Terminal.print(jsonText(of: report)) } else { show(report) }
        guard report.isSound else { throw CommandEnd(.checkFailed) }
    }

    private func show(_ report: StoreReport) {
        for problem in report.problems {
            Terminal.print("\(problem.isDamage ? "damage" : "problem")\t\(problem.description)")
        }
        Terminal.print(
            "checked\t\(report.packsChecked) packs, \(report.contentsChecked) values, "
                + "\(report.recordsChecked) records, \(report.filesChecked) files")
        for (name, value) in InfoCommand.facts(of: report.statistics) {
            Terminal.print("\(name)\t\(value)")
        }
        for rejection in report.rejections {
            Terminal.print("rejected\t\(rejection.count)\t\(rejection.reason)")
            for example in rejection.examples {
                Terminal.print(
                    "\tat \(example.file):\(example.offsetBytes), \(example.lengthBytes) bytes, "
                        + "read as \(example.format)")
            }
        }
        let advice = "\(report.problemCount) problems; `dossier rebuild` mends derived files"
        Terminal.print(report.isSound ? "sound" : advice)
    }

    private func jsonText(of report: StoreReport) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("sound", report.isSound)
            writer.member("problem_count", Int64(report.problemCount))
            writer.key("problems")
            writer.array { writer in
                for problem in report.problems {
                    writer.object { writer in
                        writer.member("damage", problem.isDamage)
                        writer.member("description", problem.description)
                    }
                }
            }
            writer.member("packs_checked", Int64(report.packsChecked))
            writer.member("values_checked", Int64(report.contentsChecked))
            writer.member("records_checked", Int64(report.recordsChecked))
            writer.member("files_checked", Int64(report.filesChecked))
            for (name, value) in InfoCommand.facts(of: report.statistics) {
                writer.member(name, Int64(value))
            }
            writer.key("rejections")
            writer.array { writer in
                for rejection in report.rejections { write(rejection, to: &writer) }
            }
        }
        return writer.text
    }

    private func write(_ rejection: StoreReport.Rejections, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("reason", rejection.reason)
            writer.member("count", Int64(rejection.count))
            writer.key("examples")
            writer.array { writer in
                for example in rejection.examples {
                    writer.object { writer in
                        writer.member("file", example.file)
                        writer.member("format", example.format)
                        writer.member("offset_bytes", Int64(example.offsetBytes))
                        writer.member("length_bytes", Int64(example.lengthBytes))
                    }
                }
            }
        }
    }
}
