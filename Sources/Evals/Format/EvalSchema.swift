/// The JSON Schema of suites and cases, for editors.
///
/// Draft 7, which the YAML language server reads: an editor completes a suite whose first line is
/// `# yaml-language-server: $schema=suite.schema.json`.
public enum EvalSchema {
    /// The schema of a suite file, as JSON text that ends with a newline.
    public static let suite = document(suiteValue)
    /// The schema of a case in a file of its own, as JSON text that ends with a newline.
    public static let evalCase = document(
        .map([EvalMember("$ref", .string("#/definitions/case"))]))

    private static func document(_ value: EvalValue) -> String {
        let head = [
            EvalMember("$schema", .string("http://json-schema.org/draft-07/schema#"))
        ]
        let tail = [EvalMember("definitions", .map(definitions))]
        return EvalValue.map(head + (value.members ?? []) + tail).json + "\n"
    }

    private static let suiteValue = object(
        "A suite of evals: what it tests, how to run it, and its cases.",
        [
            ("name", text("The name of the suite.")),
            ("description", text("What the suite tests, for people.")),
            ("prompt", choice([text("The prompt under test."), promptFile])),
            ("run", reference("run")),
            ("judge", reference("endpoint")),
            ("matchers", list("The matchers of every case without its own.", reference("matcher"))),
            ("repeat", repeats),
            (
                "cases",
                choice([
                    list("The cases.", reference("case")), typed("null", "No cases yet."),
                ])
            ),
        ])

    private static let definitions: [EvalMember] = [
        EvalMember("case", evalCaseValue), EvalMember("matcher", matcher),
        EvalMember("run", run), EvalMember("endpoint", endpoint([])),
        EvalMember("command", command), EvalMember("grade", grade),
    ]

    private static let evalCaseValue = object(
        "One case: an input, and what a good output looks like.",
        [
            ("name", text("The name, unique in the suite.")),
            ("input", any("What the system under test is given.")),
            ("expect", any("What is expected; matchers without a value compare with it.")),
            ("matchers", list("Matchers instead of the suite's.", reference("matcher"))),
            ("repeat", repeats),
            ("tags", list("Words to choose cases by.", text("A word."))),
            ("split", words(EvalCase.Split.allCases.map(\.rawValue), "Who may see the case.")),
            (
                "origin",
                object(
                    "Where the case came from.",
                    [
                        ("trace", text("The trace, in hex.")), ("span", text("The span, in hex.")),
                        ("anonymised", text("How it was anonymised.")),
                    ])
            ),
            ("metadata", any("Whatever else is known; nothing looks at it.")),
        ], required: ["input"])

    // MARK: - Matchers

    private static let matcher = choice([
        words(
            ["equals", "contains", "not-contains", "regex", "one-of", "yaml"],
            "Compares with what the case expects."),
        object(
            "One condition on an output; exactly one of the kinds.",
            [
                ("equals", any("The output is this value.")),
                ("contains", texts("The output has each of these texts.")),
                ("not-contains", texts("The output has none of these texts.")),
                ("regex", text("A part of the output matches.")),
                ("one-of", list("The output equals one of these.", .bool(true))),
                ("yaml", any("The output is YAML or JSON that has everything that this has.")),
                ("json-schema", any("The output is YAML or JSON that this schema accepts.")),
                ("command", reference("command")), ("grade", reference("grade")),
                ("name", text("The name in reports.")),
                ("ignore-case", typed("boolean", "Letters match whatever their case.")),
                ("tolerance", typed("number", "How much numbers may differ, with `yaml`.")),
                ("timeout", typed("number", "Seconds, with `command`.")),
            ]),
    ])

    private static let grade = object(
        "A question to a judge.",
        [
            ("prompt", text("What is judged.")),
            (
                "anchors",
                object(
                    "What an output of each grade looks like.",
                    (1...4).map { (String($0), text("An output of grade \($0).")) },
                    required: ["1", "2", "3", "4"])
            ),
            ("pass", typed("integer", "The lowest grade that passes; 3 unless given.")),
        ], required: ["prompt", "anchors"])

    // MARK: - Running

    private static let run = choice([
        reference("command"),
        object(
            "A program that gets the input as JSON and prints the output.",
            [
                ("command", reference("command")),
                ("timeout", typed("number", "Seconds; 60 unless given.")),
            ], required: ["command"]),
        endpoint([
            (
                "messages",
                list(
                    "The messages, with places such as {{input.x}} and {{prompt}}.",
                    object(
                        "A message.",
                        [
                            ("role", words(["system", "user", "assistant"], "Who speaks.")),
                            ("content", text("The text.")),
                        ], required: ["role", "content"]))
            )
        ]),
    ])

    private static let command = choice([
        text("A command line for the shell."),
        list("A program and its arguments.", text("An argument.")),
    ])

    private static func endpoint(_ more: [(String, EvalValue)]) -> EvalValue {
        let protocols = ModelEndpoint.WireProtocol.allCases.map(\.rawValue)
        return object(
            "A model and how it is reached.",
            [
                ("model", text("The name of the model.")),
                ("protocol", words(protocols, "How it is called; openai unless given.")),
                ("url", text("The address to which the protocol's path is added.")),
                ("key-env", text("The variable of the environment that holds the key.")),
                ("parameters", typed("object", "Further members of the request.")),
                ("timeout", typed("number", "Seconds; 60 unless given.")),
                (
                    "price",
                    object(
                        "Dollars for a million tokens.",
                        [
                            ("input", typed("number", "Of the prompt.")),
                            ("output", typed("number", "Of the answer.")),
                        ], required: ["input", "output"])
                ),
            ] + more, required: ["model"])
    }

    private static let promptFile = object(
        "The prompt stands in a file.",
        [("file", text("Its path from the directory of the suite."))], required: ["file"])
    private static let repeats = typed("integer", "How often a case is run.")

    // MARK: - Parts of schemas

    private static func object(
        _ description: String, _ members: [(String, EvalValue)], required: [String] = []
    ) -> EvalValue {
        var value = [
            EvalMember("type", .string("object")),
            EvalMember("description", .string(description)),
            EvalMember("properties", .map(members.map { EvalMember($0.0, $0.1) })),
        ]
        if !required.isEmpty {
            value.append(EvalMember("required", .list(required.map(EvalValue.string))))
        }
        return .map(value + [EvalMember("additionalProperties", .bool(false))])
    }

    private static func text(_ description: String) -> EvalValue {
        .map([
            EvalMember("type", .list([.string("string"), .string("number"), .string("boolean")])),
            EvalMember("description", .string(description)),
        ])
    }

    private static func typed(_ type: String, _ description: String) -> EvalValue {
        .map([
            EvalMember("type", .string(type)), EvalMember("description", .string(description)),
        ])
    }

    private static func any(_ description: String) -> EvalValue {
        .map([EvalMember("description", .string(description))])
    }

    private static func words(_ words: [String], _ description: String) -> EvalValue {
        .map([
            EvalMember("enum", .list(words.map(EvalValue.string))),
            EvalMember("description", .string(description)),
        ])
    }

    private static func list(_ description: String, _ items: EvalValue) -> EvalValue {
        .map([
            EvalMember("type", .string("array")),
            EvalMember("description", .string(description)), EvalMember("items", items),
        ])
    }

    private static func texts(_ description: String) -> EvalValue {
        choice([text(description), list(description, text("A text."))])
    }

    private static func choice(_ values: [EvalValue]) -> EvalValue {
        .map([EvalMember("anyOf", .list(values))])
    }

    private static func reference(_ name: String) -> EvalValue {
        .map([EvalMember("$ref", .string("#/definitions/\(name)"))])
    }
}
