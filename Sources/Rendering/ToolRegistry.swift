internal import Traces

/// The tools that were offered to models, and the pages that define them.
struct ToolRegistry: Sendable {
    private var lists: [[Int]: String] = [:]
    private var tools: [ToolDefinition] = []
    private var candidates: [UInt64: [Int]] = [:]
    private var pages: [Int: String] = [:]

    /// The page that tells the same list; else nil, and `page` is remembered for it.
    mutating func page(telling tools: [ToolDefinition], else page: String) -> String? {
        let list = tools.map { id(of: $0) }
        if let earlier = lists[list] { return earlier }
        lists[list] = page
        return nil
    }

    /// The page that defines a tool; else nil, and `page` is remembered for it.
    mutating func page(defining tool: ToolDefinition, else page: String) -> String? {
        let id = id(of: tool)
        if let earlier = pages[id] { return earlier }
        pages[id] = page
        return nil
    }

    private mutating func id(of tool: ToolDefinition) -> Int {
        let hash = ContentHash.value(of: tool.json, after: ContentHash.value(of: tool.name))
        for id in candidates[hash, default: []] where tools[id] == tool { return id }
        candidates[hash, default: []].append(tools.count)
        tools.append(tool)
        return tools.count - 1
    }
}
