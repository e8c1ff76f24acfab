/// A text that stands alone and holds one value: its nodes and what is wrong with it.
struct YAMLFragment {
    let bytes: [UInt8]
    let nodes: [YAMLNodeEvent]
    let anchors: AnchorTable
    /// The byte behind the content.
    let end: Int

    /// Reads the text of a case that is to stand in a file.
    init(_ text: [UInt8]) throws(SuiteError) {
        let bytes = text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
        let result = bytes.withUnsafeBufferPointer { Self.read($0) }
        let sink = try result.get()
        self.bytes = bytes
        nodes = sink.nodes
        anchors = sink.anchors
        end = sink.end
    }

    private static func read(
        _ buffer: UnsafeBufferPointer<UInt8>
    ) -> Result<NodeCollector, SuiteError> {
        if let failure = YAMLCharacters.firstForbidden(in: buffer) {
            return .failure(.invalidText(Problem(failure, in: buffer)))
        }
        var scanner = YAMLScanner(buffer, sink: NodeCollector(buffer))
        do {
            try scanner.run()
        } catch {
            return .failure(.invalidText(Problem(error, in: buffer)))
        }
        if scanner.hasMarkers {
            return .failure(
                .invalidText(
                    Problem(
                        line: 1, "a case in a file has no `---`, `...` or `%` lines",
                        advice: "remove them")))
        }
        guard !scanner.sink.nodes.isEmpty else {
            return .failure(
                .invalidText(
                    Problem(
                        line: 1, "the text holds no value", advice: "write a case, or delete it")))
        }
        for node in scanner.sink.nodes {
            if let failure = YAMLCharacters.firstBrokenEscape(in: node, of: buffer) {
                return .failure(.invalidText(Problem(failure, in: buffer)))
            }
        }
        return .success(scanner.sink)
    }
}

/// Keeps every node of a text.
struct NodeCollector: YAMLSink {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var nodes: [YAMLNodeEvent] = []
    private(set) var anchors = AnchorTable()
    private(set) var end = 0
    private var open: [Int?] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func begin(_ node: YAMLNodeEvent) {
        nodes.append(node)
        let anchor = anchors.add(node, in: bytes)
        end = max(end, node.end)
        if node.isCollection { open.append(anchor) }
    }

    mutating func finish(end: Int) {
        if let anchor = open.removeLast() { anchors.finish(anchor, end: end) }
        self.end = max(self.end, end)
    }
}
