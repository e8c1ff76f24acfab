/// The formats, and which one a file is of.
public enum Formats {
    /// Every format; a new one is a row here and a file of decoding.
    public static let all: [any TraceFormat.Type] = [
        OTLPJSON.self,
        OTLPProtobuf.self,
        Trail.self,
        TrailAnnotations.self,
        ClaudeCode.self,
        OpenAIChat.self,
        Jaeger.self,
        FlatSpans.self,
        Langfuse.self,
        Codex.self,
        WhoAndWhen.self,
        AgentRxLabels.self,
        Inspect.self,
        LangSmith.self,
        GeminiCLI.self,
        DossierPackage.self,
    ]

    /// The format of a name, or nil.
    public static func named(_ name: String) -> (any TraceFormat.Type)? {
        all.first { $0.name == name }
    }

    /// The format of a file, and by what it is known.
    ///
    /// - Throws: `unknownFormat` when none or more than one fits: a format is never guessed.
    public static func detect(
        _ file: InputFile
    ) throws -> (format: any TraceFormat.Type, reason: String) {
        let sample = try FileSample(of: file)
        return try detect(sample, among: all)
    }

    /// Where the first line stands that is of another format than a line before it; 0 without one.
    private static func change(
        in sample: FileSample, among formats: [any TraceFormat.Type]
    ) -> Int {
        var first: String?
        for line in sample.head.split(separator: UInt8(ascii: "\n")) {
            let alone = FileSample(
                path: sample.path, sizeBytes: line.count, head: line, isWhole: true)
            let known = formats.first { format in
                if case .yes = format.recognition(of: alone) { true } else { false }
            }
            guard let known else { continue }
            if let first, first != known.name { return line.startIndex }
            first = known.name
        }
        return 0
    }

    static func detect(
        _ sample: FileSample, among formats: [any TraceFormat.Type]
    ) throws(IngestError) -> (format: any TraceFormat.Type, reason: String) {
        var fitting: [(format: any TraceFormat.Type, reason: String)] = []
        var best: Recognition.Confidence?
        var near: [UnknownFormat.Candidate] = []
        for format in formats {
            switch format.recognition(of: sample) {
            case .no:
                break
            case .near(let reason):
                near.append(UnknownFormat.Candidate(format: format.name, reason: reason))
            case .yes(let confidence, let reason):
                if confidence > best ?? confidence { fitting = [] }
                if confidence >= best ?? confidence { fitting.append((format, reason)) }
                best = max(confidence, best ?? confidence)
            }
        }
        if fitting.count == 1, let only = fitting.first { return only }
        let ties = fitting.map {
            UnknownFormat.Candidate(format: $0.format.name, reason: $0.reason)
        }
        let offset =
            fitting.isEmpty
            ? sample.offendingOffset : change(in: sample, among: fitting.map(\.format))
        throw .unknownFormat(
            UnknownFormat(
                path: sample.path, nearest: fitting.isEmpty ? near : ties,
                isAmbiguous: !fitting.isEmpty, offsetBytes: offset,
                bytes: Array(sample.head.dropFirst(offset).prefix(UnknownFormat.shownBytes))))
    }
}
