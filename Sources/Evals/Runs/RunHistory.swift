public import Traces

/// What became of each case of a suite over its runs: the ledger of red and green.
public struct RunHistory: Hashable, Sendable {
    /// One case in one run.
    public struct Line: Hashable, Sendable {
        /// When the run began.
        public var time: Timestamp
        /// The name of the run.
        public var run: String
        /// The SHA-256 of the prompt; nil without one.
        public var promptHash: String?
        /// The case.
        public var caseName: String
        /// What makes it the same case.
        public var caseHash: String
        /// Who may see it.
        public var split: EvalCase.Split
        /// Passes among attempts with a verdict.
        public var rate: PassRate

        /// Creates a line.
        public init(
            time: Timestamp, run: String, promptHash: String?, caseName: String, caseHash: String,
            split: EvalCase.Split, rate: PassRate
        ) {
            self.time = time
            self.run = run
            self.promptHash = promptHash
            self.caseName = caseName
            self.caseHash = caseHash
            self.split = split
            self.rate = rate
        }
    }

    /// The lines, oldest run first, cases in the order of their run.
    public let lines: [Line]

    /// Creates a history of lines in order.
    public init(_ lines: [Line]) {
        self.lines = lines
    }

    /// For each line, whether the case has failed in that run or before; one that never has proves
    /// nothing: its matchers may pass whatever the prompt says.
    public var isProven: [Bool] {
        var failed: Set<[[UInt8]]> = []
        return lines.map { line in
            // A case that was rewritten is another one, which has yet to fail.
            let key = [Array(line.caseName.utf8), Array(line.caseHash.utf8)]
            if line.rate.passed < line.rate.attempts { failed.insert(key) }
            return failed.contains(key)
        }
    }

    /// The names of cases of the last run that has them which never failed.
    public var unproven: [String] {
        var last: [[UInt8]: (name: String, order: Int, proven: Bool)] = [:]
        for (index, (line, proven)) in zip(lines, isProven).enumerated() where line.split == .dev {
            last[Array(line.caseName.utf8)] = (line.caseName, index, proven)
        }
        return last.values.filter { !$0.proven }.sorted { $0.order < $1.order }.map(\.name)
    }
}
