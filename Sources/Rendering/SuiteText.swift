public import Evals
internal import JSON

/// Suites and cases that Dossier writes itself, as YAML.
public enum SuiteText {
    /// A case as the text of its file.
    public static func evalCase(_ evalCase: EvalCase) -> String { yaml(evalCase.value) }

    /// A suite without cases, as the text of its file; empty when nothing is known of it.
    public static func suite(_ suite: Suite) -> String {
        suite.value.members?.isEmpty == true ? "" : yaml(suite.value)
    }

    /// Any value as YAML; ends with a newline.
    public static func yaml(_ value: EvalValue) -> String {
        let json = value.json
        return JSONText.container(json).map { YAMLText.block($0) } ?? json + "\n"
    }
}
