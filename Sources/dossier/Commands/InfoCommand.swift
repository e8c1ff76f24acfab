internal import ArgumentParser
internal import JSON
internal import Store
internal import Traces

/// `dossier info`.
struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Says what the store holds.")

    @OptionGroup var storeOptions: StoreOptions

    @Flag(help: "Measure each table too; reads the whole file.")
    var tables = false

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() throws {
        let store = try storeOptions.openForReading()
        let statistics = try store.statistics(measuringTables: tables)
        let facts = Self.facts(of: statistics)
        guard json else {
            Terminal.print("store\t\(storeOptions.path)")
            for (name, value) in facts { Terminal.print("\(name)\t\(value)") }
            for account in statistics.accounts {
                Terminal.print(
                    "account \"\(account.name)\"\t\(account.interactions) interactions, "
                        + "\(account.investigations) investigations, "
                        + "\(account.conversations) conversations")
            }
            for table in statistics.tables {
                Terminal.print("table \(table.name)\t\(table.sizeBytes)")
            }
            return
        }
        Terminal.print(jsonText(of: statistics, facts))
    }

    /// The numbers, by name.
    static func facts(of statistics: StoreStatistics) -> [(name: String, value: Int)] {
        [
            ("file_bytes", statistics.fileBytes), ("traces", statistics.traces),
            ("traces_not_yet_rendered", statistics.dirtyTraces), ("spans", statistics.spans),
            ("spans_superseded", statistics.spansSuperseded), ("log_records", statistics.logs),
            ("annotations", statistics.annotations), ("rejected", statistics.rejected),
            ("source_files", statistics.sources), ("source_bytes", statistics.sourceBytes),
            ("record_bytes", statistics.recordBytes),
            ("record_bytes_compressed", statistics.recordPackBytes),
            ("page_bytes", statistics.pageBytes),
            ("page_bytes_compressed", statistics.pagePackBytes),
            ("interactions", statistics.sums.interactions), ("failed", statistics.sums.failed),
            ("running", statistics.sums.running),
            ("llm_calls", statistics.sums.totals.modelCalls),
            ("tool_calls", statistics.sums.totals.toolCalls),
            ("errors", statistics.sums.totals.failures),
            ("input_tokens", statistics.sums.totals.inputTokens),
            ("output_tokens", statistics.sums.totals.outputTokens),
        ]
    }

    private func jsonText(
        of statistics: StoreStatistics, _ facts: [(name: String, value: Int)]
    ) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("store", storeOptions.path)
            for (name, value) in facts { writer.member(name, Int64(value)) }
            writer.key("accounts")
            writer.array { writer in
                for account in statistics.accounts {
                    writer.object { writer in
                        writer.member("name", account.name)
                        writer.member("interactions", Int64(account.interactions))
                        writer.member("investigations", Int64(account.investigations))
                        writer.member("conversations", Int64(account.conversations))
                    }
                }
            }
            writer.key("tables")
            writer.object { writer in
                for table in statistics.tables { writer.member(table.name, Int64(table.sizeBytes)) }
            }
        }
        return writer.text
    }
}
