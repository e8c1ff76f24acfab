/// A suite file with all its cases decoded, and what is wrong with them.
public struct SuiteCheck: Sendable {
    /// The suite; nil when the file's own part cannot be used.
    public let suite: Suite?
    /// Each case in order; nil for one that cannot be used.
    public let cases: [EvalCase?]
    /// What is wrong, with lines of the file, in their order.
    public private(set) var problems: [Problem]
    /// What is missing to run it, as warnings in the order of the file; the suite is sound without.
    public let lacks: [Problem]

    /// Puts together what the definition of a suite and its cases say, and `others` that only all of them tell.
    ///
    /// `place` says where a problem of the definition stands, or of the case of an index.
    public init(
        of definition: Decoded<Suite>, cases decoded: [Decoded<EvalCase>], others: [Problem] = [],
        place: (_ problem: Problem, _ index: Int?) -> Problem
    ) {
        suite = definition.value
        cases = decoded.map(\.value)
        problems =
            definition.problems.map { place($0, nil) }
            + decoded.enumerated().flatMap { index, evalCase in
                evalCase.problems.map { place($0, index) }
            } + others
        let lacking = definition.value?.lacks ?? []
        lacks =
            lacking.intersection(.run).problems(line: 1).map { place($0, nil) }
            + cases.enumerated().flatMap { index, evalCase in
                (evalCase?.lacks(in: lacking) ?? []).problems(line: 1).map { place($0, index) }
            }
    }
}

extension SuiteCheck {
    /// The problems in the order of the one file in which they all stand.
    fileprivate var sorted: SuiteCheck {
        var check = self
        check.problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        return check
    }
}

extension SuiteDocument {
    /// Decodes the suite and every case; names that several cases have are problems too.
    ///
    /// - Complexity: O(bytes).
    public func check(limits: EvalLimits = .standard) -> SuiteCheck {
        let check = SuiteCheck(
            of: Suite.decode(header, limits: limits),
            cases: cases.map {
                EvalCase.decode(resolvedText(ofCase: $0.index), limits: limits)
            }, others: duplicateNames()
        ) { problem, index in
            index.map { inFile(problem, of: cases[$0]) }
                ?? problem.movedDown(byLines: fileLine(ofHeaderLine: problem.line) - problem.line)
        }
        return check.sorted
    }

    /// What is wrong with cases that stand in the definition of a suite whose cases are files: nobody reads them.
    public static func strayCases(in definition: [UInt8]) -> [Problem] {
        // What cannot be read is told by who decodes it.
        guard let first = try? SuiteDocument(definition, casesPath: .cases).cases.first else {
            return []
        }
        return [
            Problem(
                line: first.line, "the cases below `cases:` are not cases of this suite",
                advice: "write each as a file of cases/, or link the file that has them: "
                    + "dossier eval link FILE")
        ]
    }

    /// A problem of a case's text, with its line and column in the file.
    private func inFile(_ problem: Problem, of slot: CaseSlot) -> Problem {
        var problem = problem.movedDown(byLines: slot.line - 1)
        problem.column += layout.shape == .list ? layout.places[slot.index].width : 0
        return problem
    }

    private func duplicateNames() -> [Problem] {
        var first: [[UInt8]: CaseSlot] = [:]
        return cases.compactMap { slot in
            guard let name = slot.name else { return nil }
            if let other = first[Array(name.utf8)] {
                return Problem(
                    line: slot.line,
                    "the name \"\(name)\" is also that of the case at line \(other.line)",
                    advice: "rename one of them")
            }
            first[Array(name.utf8)] = slot
            return nil
        }
    }

    /// The line of the file on which a line of `header` stands.
    private func fileLine(ofHeaderLine line: Int) -> Int {
        guard layout.shape == .list || layout.shape == .entries else { return line }
        var fileLine = line
        for (slot, place) in zip(cases, layout.places) where slot.line <= fileLine {
            let end = endOfBlankLines(after: place)
            fileLine += bytes[place.region.lowerBound..<end].count { $0 == 0x0A }
        }
        return fileLine
    }
}
