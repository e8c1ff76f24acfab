internal import GRDB
internal import Traces

/// The stored form of sums, in the order of the columns.
struct SumsRow: Equatable {
    /// The names of the columns, as every table of sums has them.
    static let columns = """
        interactions, indexBytes, revision, latestNs, firstStartNs, lastStartNs, failed, running, \
        modelCalls, toolCalls, failures, spans, inputTokens, outputTokens, costs, costMicroDollars, \
        estimatedCalls
        """
    /// The number of columns.
    static let columnCount: Int32 = 17

    var interactions: Int64 = 0
    var indexBytes: Int64 = 0
    var revision: Int64 = 0
    /// The latest end that was ever seen: it never goes back, so that the modification time never does.
    var latestNs: Int64 = 0
    var firstStartNs: Int64?
    var lastStartNs: Int64?
    var failed: Int64 = 0
    var running: Int64 = 0
    var modelCalls: Int64 = 0
    var toolCalls: Int64 = 0
    var failures: Int64 = 0
    var spans: Int64 = 0
    var inputTokens: Int64 = 0
    var outputTokens: Int64 = 0
    /// How many interactions record a cost.
    var costs: Int64 = 0
    var costMicroDollars: Int64 = 0
    var estimatedCalls: Int64 = 0

    init() {}

    /// Reads the columns that begin at `column`.
    init(_ row: ResultRow, from column: Int32) {
        interactions = row.int(column)
        indexBytes = row.int(column + 1)
        revision = row.int(column + 2)
        latestNs = row.int(column + 3)
        firstStartNs = row.intOrNil(column + 4)
        lastStartNs = row.intOrNil(column + 5)
        failed = row.int(column + 6)
        running = row.int(column + 7)
        modelCalls = row.int(column + 8)
        toolCalls = row.int(column + 9)
        failures = row.int(column + 10)
        spans = row.int(column + 11)
        inputTokens = row.int(column + 12)
        outputTokens = row.int(column + 13)
        costs = row.int(column + 14)
        costMicroDollars = row.int(column + 15)
        estimatedCalls = row.int(column + 16)
    }

    /// The values, in the order of the columns.
    var bindings: [Binding] {
        [
            .int(interactions), .int(indexBytes), .int(revision), .int(latestNs),
            .int(orNull: firstStartNs), .int(orNull: lastStartNs), .int(failed), .int(running),
            .int(modelCalls), .int(toolCalls), .int(failures), .int(spans), .int(inputTokens),
            .int(outputTokens), .int(costs), .int(costMicroDollars),
            .int(estimatedCalls),
        ]
    }

    /// Adds an interaction, or takes it away again with a `sign` of -1; the span of starts is left alone.
    mutating func add(_ row: InteractionRow, indexBytes: Int, sign: Int64) {
        // Wrapping, so that what hostile numbers add is what they take away again.
        interactions &+= sign
        self.indexBytes &+= sign &* Int64(indexBytes)
        switch row.status {
        case .complete, .truncated: break
        case .failed: failed &+= sign
        case .running, .quiet: running &+= sign
        }
        modelCalls &+= sign &* Int64(row.totals.modelCalls)
        toolCalls &+= sign &* Int64(row.totals.toolCalls)
        failures &+= sign &* Int64(row.totals.failures)
        spans &+= sign &* Int64(row.totals.spans)
        inputTokens &+= sign &* Int64(row.totals.inputTokens)
        outputTokens &+= sign &* Int64(row.totals.outputTokens)
        estimatedCalls &+= sign &* Int64(row.totals.estimatedCalls)
        if let cost = row.totals.cost {
            costs &+= sign
            costMicroDollars &+= sign &* cost.value
        }
    }

    /// Adds the sums of another list, whose interactions are others.
    mutating func merge(_ other: SumsRow) {
        interactions &+= other.interactions
        indexBytes &+= other.indexBytes
        revision &+= other.revision
        latestNs = max(latestNs, other.latestNs)
        firstStartNs = [firstStartNs, other.firstStartNs].compactMap(\.self).min()
        lastStartNs = [lastStartNs, other.lastStartNs].compactMap(\.self).max()
        failed &+= other.failed
        running &+= other.running
        modelCalls &+= other.modelCalls
        toolCalls &+= other.toolCalls
        failures &+= other.failures
        spans &+= other.spans
        inputTokens &+= other.inputTokens
        outputTokens &+= other.outputTokens
        costs &+= other.costs
        costMicroDollars &+= other.costMicroDollars
        estimatedCalls &+= other.estimatedCalls
    }

    /// The sums as they are shown.
    var sums: ListSums {
        var sums = ListSums()
        sums.interactions = Int(interactions)
        sums.indexBytes = Int(indexBytes)
        sums.revision = revision
        sums.modifiedNs = latestNs &+ revision
        sums.firstStart = firstStartNs.map { Timestamp(nanoseconds: $0) }
        sums.lastStart = lastStartNs.map { Timestamp(nanoseconds: $0) }
        sums.failed = Int(failed)
        sums.running = Int(running)
        sums.totals.modelCalls = Int(modelCalls)
        sums.totals.toolCalls = Int(toolCalls)
        sums.totals.failures = Int(failures)
        sums.totals.spans = Int(spans)
        sums.totals.inputTokens = Int(inputTokens)
        sums.totals.outputTokens = Int(outputTokens)
        sums.totals.estimatedCalls = Int(estimatedCalls)
        sums.totals.cost = costs > 0 ? MicroDollars(costMicroDollars) : nil
        return sums
    }
}
