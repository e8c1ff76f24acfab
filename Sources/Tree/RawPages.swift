internal import Rendering
internal import Store
internal import Traces

/// The raw records of an interaction as text: one file for each span, one line for each record.
struct RawPages: Sendable {
    /// The name of the file of records that belong to the trace as a whole.
    static let traceFileName = "trace.jsonl"

    /// Names and bytes, sorted by name.
    let files: [(name: String, bytes: [UInt8])]

    /// Renders records.
    init(of records: [Record]) {
        var lines: [String: [UInt8]] = [:]
        for record in records {
            let name = record.spanID.map { "\($0).jsonl" } ?? Self.traceFileName
            lines[name, default: []] += RecordLine.text(of: record).utf8
        }
        files = lines.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    /// What keeping them costs, in bytes.
    var sizeBytes: Int { files.reduce(0) { $0 + $1.bytes.count + 128 } }
}

extension Record {
    /// The span that the record is, or belongs to; nil for the trace as a whole.
    fileprivate var spanID: SpanID? {
        switch self {
        case .span(let span): span.spanID
        case .log(let log): log.spanID
        case .annotation(let annotation): annotation.spanID
        }
    }
}

extension Tree {
    /// The raw records of a trace.
    func rawPages(of row: ProjectedTrace) throws -> RawPages {
        try rawPages.value(for: row.projection, cost: \.sizeBytes) {
            RawPages(of: try reader.records(of: row.id).map(\.record))
        }
    }

    /// The node of the raw records of a span; nil when there is none.
    func rawNode(projection: Manifest.ID, index: Int) throws -> Node? {
        let row = try currentTrace(of: projection, index: index)
        let entries = try RawLayout.table.entries(of: row, in: self)
        return entries.indices.contains(index) ? entries[index].node : nil
    }

    /// The raw records of a span.
    func rawBytes(projection: Manifest.ID, index: Int) throws -> [UInt8] {
        let row = try currentTrace(of: projection, index: index)
        let files = try rawPages(of: row).files
        guard files.indices.contains(index) else {
            throw TreeError.noSuchInode(
                Address.rawRecords(projection: projection, index: index).inode)
        }
        return files[index].bytes
    }

    private func currentTrace(of projection: Manifest.ID, index: Int) throws -> ProjectedTrace {
        let inode = Address.rawRecords(projection: projection, index: index).inode
        guard let manifest = try manifest(projection) else { throw TreeError.noSuchInode(inode) }
        let row = try currentTrace(of: manifest)
        if row.projection == projection { return row }
        // Whoever opened it before something arrived reads on, as far as it is still there.
        guard rawPages.value(for: projection) != nil else { throw TreeError.stale(inode) }
        return ProjectedTrace(manifest)
    }
}
