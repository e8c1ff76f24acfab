internal import Yams

/// Reads a YAML text into a value, within limits, whatever its bytes are.
struct YAMLReader {
    /// The message for a text with nothing but comments in it.
    static let noValue = "the text holds no value"

    private let limits: EvalLimits

    init(_ limits: EvalLimits) {
        self.limits = limits
    }

    /// The root of a text, or the problem that keeps it from being read.
    func node(_ bytes: [UInt8], sizeLimit: Int?) -> Result<YAMLTree, ProblemsFound> {
        if let sizeLimit, bytes.count > sizeLimit {
            return failure(
                Problem(
                    line: 1, "the text has \(bytes.count) bytes, more than \(sizeLimit)",
                    advice: "make the case smaller, or raise the limit"))
        }
        return bytes.withUnsafeBufferPointer { buffer in
            if let problem = objection(to: buffer) { return .failure(ProblemsFound([problem])) }
            return composed(String(decoding: buffer, as: UTF8.self))
        }
    }

    /// What makes a text unfit for a reader that builds values; nil when it is fit.
    private func objection(to buffer: UnsafeBufferPointer<UInt8>) -> Problem? {
        if let failure = YAMLCharacters.firstForbidden(in: buffer) {
            var problem = Problem(failure, in: buffer)
            problem.advice =
                "save the file as UTF-8 text; write special characters as escapes in \"…\""
            return problem
        }
        var scanner = YAMLScanner(
            buffer, maximumDepth: limits.nesting, sink: YAMLCensus(buffer))
        do {
            try scanner.run()
        } catch {
            return Problem(error, in: buffer)
        }
        return objection(to: scanner.sink, in: buffer)
    }

    private func objection(
        to census: YAMLCensus, in buffer: UnsafeBufferPointer<UInt8>
    ) -> Problem? {
        func problem(at offset: Int, _ message: String, _ advice: String) -> Problem {
            var problem = Problem(YAMLFailure(offset: offset, message: message), in: buffer)
            problem.advice = advice
            return problem
        }
        if let failure = census.brokenEscape {
            return problem(
                at: failure.offset, failure.message, "write \\\\ for a backslash, or use '…'")
        }
        if census.expanded - census.nodes > limits.expandedNodes {
            return problem(
                at: 0, "its aliases stand for \(census.expanded) values, too many",
                "write the values out, or leave them out")
        }
        if let alias = census.unknownAliases.first {
            return problem(
                at: alias.offset, "the alias *\(alias.text) has no anchor before it",
                "define &\(alias.text), or write the value out")
        }
        if let tag = census.tags.first {
            return problem(
                at: tag.offset, "the tag \(tag.text) is not read",
                "remove the tag; nothing is constructed or executed from YAML")
        }
        if let key = census.complexKeys.first {
            return problem(at: key.offset, "a list or a map is used as a key", "use a text as key")
        }
        return nil
    }

    private func composed(_ text: String) -> Result<YAMLTree, ProblemsFound> {
        do {
            guard let node = try Yams.compose(yaml: text, Resolver.basic) else {
                return failure(
                    Problem(line: 1, Self.noValue, advice: "write a case"))
            }
            return .success(YAMLTree(node))
        } catch {
            return failure(Self.problem(of: error))
        }
    }

    private func failure(_ problem: Problem) -> Result<YAMLTree, ProblemsFound> {
        .failure(ProblemsFound([problem]))
    }

    private static func problem(of error: any Error) -> Problem {
        func problem(_ message: String, _ mark: Mark?) -> Problem {
            Problem(
                line: mark?.line ?? 1, column: mark?.column ?? 1, message,
                advice: "mend the YAML at this place")
        }
        guard let error = error as? YamlError else {
            return problem(String(describing: error), nil)
        }
        switch error {
        case .scanner(_, let message, let mark, _), .parser(_, let message, let mark, _),
            .composer(_, let message, let mark, _):
            return problem(message, mark)
        case .duplicatedKeysInMapping(let keys, let context):
            return Problem(
                line: context.mark.line, column: context.mark.column,
                "the key \(keys.joined(separator: ", ")) stands twice in one map",
                advice: "keep one of them")
        case .reader(let message, _, _, _):
            return problem(message, nil)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return problem(String(describing: error), nil)
        }
    }
}

/// Problems that keep a text from being read.
struct ProblemsFound: Error {
    let problems: [Problem]

    init(_ problems: [Problem]) {
        self.problems = problems
    }
}
