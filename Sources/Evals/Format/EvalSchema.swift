/// The JSON Schema of suites and cases, for editors.
public enum EvalSchema {
    /// The schema of a suite file.
    public static var suite: String { "" }
    /// The schema of a case in a file of its own.
    public static var evalCase: String { "" }
}
