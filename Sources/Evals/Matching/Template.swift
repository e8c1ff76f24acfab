/// Texts with places such as `{{input.question}}` that values of a case fill.
public enum Template {
    /// The text with its places filled; places without a value stay, and are named once each.
    ///
    /// A place is a path of keys and list indices from one of the `values`; spaces inside the
    /// braces do not count. What a value brings is not looked at again.
    public static func filled(_ text: String, with values: [String: EvalValue]) -> (
        text: String, missing: [String]
    ) { (text, []) }
}
