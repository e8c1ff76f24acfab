/// What a decoder made of a text: the value as far as it is usable, and what is wrong.
public struct Decoded<Value: Sendable>: Sendable {
    /// The value; nil when the text cannot be used at all.
    public let value: Value?
    /// What is wrong, in the order of the text.
    public let problems: [Problem]

    /// Creates a result.
    public init(_ value: Value?, problems: [Problem] = []) {
        self.value = value
        self.problems = problems
    }

    /// The value when nothing in it is wrong but what a warning says; the runner takes no other.
    public var runnable: Value? { problems.hasErrors ? nil : value }
}
