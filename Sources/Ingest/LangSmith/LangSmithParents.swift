import JSON

/// Which run belongs to which trace, where the runs themselves do not say.
struct LangSmithParents {
    private var parents: [String: String] = [:]

    /// Notes a run and those below it.
    mutating func add(_ value: JSONValue) {
        var pending = [value]
        while let run = pending.popLast() {
            if run["trace_id"]?.string == nil, let id = run["id"]?.string,
                let parent = run["parent_run_id"]?.string
            {
                parents[id] = parent
            }
            pending += run["child_runs"]?.elements ?? []
        }
    }

    /// The id of the trace: what the run says, the first of its dotted order, or its topmost parent.
    func traceID(of run: JSONValue) -> String? {
        if let id = run["trace_id"]?.string { return id }
        if let order = run["dotted_order"]?.string?.split(separator: ".").first,
            let mark = order.firstIndex(of: "Z")
        {
            return String(order[order.index(after: mark)...])
        }
        guard var id = run["id"]?.string else { return nil }
        var seen: Set<String> = [id]
        while let parent = parents[id] ?? (id == run["id"]?.string ? parentID(of: run) : nil),
            seen.insert(parent).inserted
        {
            id = parent
        }
        return id
    }

    private func parentID(of run: JSONValue) -> String? { run["parent_run_id"]?.string }
}
