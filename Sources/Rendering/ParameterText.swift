internal import Traces

/// Sampling parameters on one line.
enum ParameterText {
    /// The parameters as `temperature=0.2 max_tokens=4096`.
    static func line(_ parameters: [Attribute]) -> String {
        parameters.map { parameter in
            var value = TextBuffer()
            YAMLFlow.write(.attribute(parameter.value), to: &value)
            return Excerpt.name(parameter.key) + "=" + value.text
        }.joined(separator: " ")
    }
}
