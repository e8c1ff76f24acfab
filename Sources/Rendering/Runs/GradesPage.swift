internal import Evals
internal import Traces

/// `grades.yaml`: every attempt at a case, with what each matcher says and why.
enum GradesPage {
    /// The page.
    static func bytes(of attempts: [Attempt]) -> [UInt8] {
        YAMLText.bytes(of: .list(attempts.map(node)), sourceBytes: nil)
    }

    private static func node(of attempt: Attempt) -> YAMLNode {
        var members = [
            YAMLMember("attempt", .plain(String(attempt.key.number))),
            YAMLMember("verdict", .string(attempt.verdict.rawValue)),
            YAMLMember("start", .string(attempt.start.description)),
            YAMLMember(
                "duration_ms", .plain(String(AmountText.milliseconds(attempt.durationNs)))),
        ]
        func add(_ key: String, _ text: String?) {
            if let text { members.append(YAMLMember(key, .string(text))) }
        }
        func add(_ key: String, _ count: Int?) {
            if let count { members.append(YAMLMember(key, .plain(String(count)))) }
        }
        add("failure", attempt.failure)
        add("model", attempt.model)
        add("input_tokens", attempt.usage.inputTokens)
        add("output_tokens", attempt.usage.outputTokens)
        if let cost = attempt.cost {
            members.append(YAMLMember("cost_usd", .plain(AmountText.plainDollars(cost))))
        }
        if !attempt.outcomes.isEmpty {
            members.append(YAMLMember("matchers", .list(attempt.outcomes.map(node))))
        }
        return .map(members)
    }

    private static func node(of judged: JudgedOutcome) -> YAMLNode {
        let outcome = judged.outcome
        var members = [
            YAMLMember("matcher", .string(outcome.matcher)),
            YAMLMember("verdict", .string(outcome.verdict.rawValue)),
        ]
        if let grade = outcome.grade {
            members.append(YAMLMember("grade", .plain(String(grade.score))))
            members.append(YAMLMember("grade_reason", .string(grade.reason)))
        }
        if !outcome.reason.isEmpty, outcome.reason != outcome.grade?.reason {
            members.append(YAMLMember("reason", .string(outcome.reason)))
        }
        if let model = judged.judgeModel { members.append(YAMLMember("judge", .string(model))) }
        if let hash = judged.judgePromptHash {
            members.append(YAMLMember("judge_prompt", .string(hash)))
        }
        return .map(members)
    }
}
