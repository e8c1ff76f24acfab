internal import Foundation
public import JSON
internal import Traces

extension EvalRun {
    /// Writes the members of an object that says everything of a run: `init(json:)` gives the same run.
    public func write(to writer: inout JSONWriter) {
        writer.member("name", name)
        writer.member("suite", suite)
        writer.member("start", start.nanoseconds)
        writer.member("end", end?.nanoseconds)
        writer.member("state", state.rawValue)
        if let prompt {
            writer.key("prompt")
            writer.object {
                $0.member("hash", prompt.hash)
                $0.member("characters", Int64(prompt.characters))
                $0.member("overlapping_cases", Int64(prompt.overlappingCases))
            }
        }
        writer.member("target", target)
        writer.member("judge", judge)
        writer.key("cases")
        writer.array { writer in
            for runCase in cases { writer.object { runCase.write(to: &$0) } }
        }
        writer.key("attempts")
        writer.array { writer in
            for attempt in attempts { writer.object { attempt.write(to: &$0) } }
        }
    }

    /// Reads what `write(to:)` has written; nil when anything is missing or makes no sense.
    public init?(json: JSONValue) {
        guard
            let name = json["name"]?.string, !name.isEmpty, let suite = json["suite"]?.string,
            let start = json["start"]?.int64,
            let state = json["state"]?.string.flatMap(State.init(rawValue:)),
            let target = json["target"]?.string, let cases = json["cases"]?.elements,
            let attempts = json["attempts"]?.elements
        else { return nil }
        self.init(
            name: name, suite: suite, start: Timestamp(nanoseconds: start),
            end: json["end"]?.int64.map { Timestamp(nanoseconds: $0) }, state: state,
            target: target, judge: json["judge"]?.string, cases: cases.compactMap(RunCase.init),
            attempts: attempts.compactMap(Attempt.init))
        if let facts = json["prompt"] {
            guard let facts = PromptFacts(json: facts) else { return nil }
            prompt = facts
        }
        let keys = Set(self.attempts.map(\.key))
        guard
            self.cases.count == cases.count, self.attempts.count == attempts.count,
            keys.count == attempts.count,
            keys.allSatisfy({ self.cases.indices.contains($0.caseIndex) })
        else { return nil }
    }
}

extension PromptFacts {
    fileprivate init?(json: JSONValue) {
        guard let hash = json["hash"]?.string, let characters = json["characters"]?.count,
            let overlapping = json["overlapping_cases"]?.count
        else { return nil }
        self.init(hash: hash, characters: characters, overlappingCases: overlapping)
    }
}

extension RunCase {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("name", name)
        writer.member("directory", directory)
        writer.member("text", Data(text).base64EncodedString())
        writer.member("hash", hash)
        writer.member("repeat", Int64(repeatCount))
        writer.member("split", split.rawValue)
        writer.member("refusal", refusal)
    }

    fileprivate init?(json: JSONValue) {
        guard
            let name = json["name"]?.string,
            let directory = json["directory"]?.string, !directory.isEmpty,
            let text = json["text"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let hash = json["hash"]?.string,
            let repeatCount = json["repeat"]?.count, repeatCount > 0,
            let split = json["split"]?.string.flatMap(EvalCase.Split.init(rawValue:))
        else { return nil }
        self.init(
            name: name, directory: directory, text: Array(text), hash: hash,
            repeatCount: repeatCount, split: split, refusal: json["refusal"]?.string)
    }
}

extension Attempt {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("case", Int64(key.caseIndex))
        writer.member("number", Int64(key.number))
        writer.member("start", start.nanoseconds)
        writer.member("duration_ns", durationNs)
        writer.member("output", output)
        writer.member("failure", failure)
        writer.member("model", model)
        writer.member("input_tokens", usage.inputTokens.map(Int64.init))
        writer.member("output_tokens", usage.outputTokens.map(Int64.init))
        writer.member("cost_micro_dollars", cost?.value)
        writer.key("outcomes")
        writer.array { writer in
            for outcome in outcomes { writer.object { outcome.write(to: &$0) } }
        }
    }

    fileprivate init?(json: JSONValue) {
        guard
            let index = json["case"]?.count, let number = json["number"]?.count, number > 0,
            let start = json["start"]?.int64, let durationNs = json["duration_ns"]?.int64,
            durationNs >= 0, let outcomes = json["outcomes"]?.elements
        else { return nil }
        self.init(
            key: AttemptKey(caseIndex: index, number: number),
            start: Timestamp(nanoseconds: start), durationNs: durationNs,
            output: json["output"]?.string, failure: json["failure"]?.string,
            outcomes: outcomes.compactMap(JudgedOutcome.init), model: json["model"]?.string,
            usage: Usage(
                inputTokens: json["input_tokens"]?.count,
                outputTokens: json["output_tokens"]?.count),
            cost: json["cost_micro_dollars"]?.int64.map { MicroDollars($0) })
        guard self.outcomes.count == outcomes.count else { return nil }
    }
}

extension JudgedOutcome {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("matcher", outcome.matcher)
        writer.member("verdict", outcome.verdict.rawValue)
        writer.member("reason", outcome.reason)
        writer.member("score", outcome.grade.map { Int64($0.score) })
        writer.member("score_reason", outcome.grade?.reason)
        writer.member("judge_model", judgeModel)
        writer.member("judge_prompt_hash", judgePromptHash)
    }

    fileprivate init?(json: JSONValue) {
        guard
            let matcher = json["matcher"]?.string,
            let verdict = json["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
            let reason = json["reason"]?.string
        else { return nil }
        let score = json["score"]?.count
        let grade = score.flatMap {
            Grade(score: $0, reason: json["score_reason"]?.string ?? "")
        }
        guard (score == nil) == (grade == nil) else { return nil }
        self.init(
            MatchOutcome(matcher: matcher, verdict: verdict, reason: reason, grade: grade),
            judgeModel: json["judge_model"]?.string,
            judgePromptHash: json["judge_prompt_hash"]?.string)
    }
}

extension JSONValue {
    /// A whole number that is not negative; nil for anything else.
    fileprivate var count: Int? { int64.flatMap { $0 >= 0 ? Int(exactly: $0) : nil } }
}
