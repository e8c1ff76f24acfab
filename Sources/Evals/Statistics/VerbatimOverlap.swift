/// A stretch of a prompt that stands word for word in a case.
public struct VerbatimOverlap: Hashable, Sendable {
    /// The index of the case in the list that was compared.
    public let caseIndex: Int
    /// The stretch.
    public let text: String

    /// The longest stretch that a prompt shares with each case, from a length on, longest first.
    ///
    /// Cases are compared by their texts: input and expectation. White space counts as one space.
    ///
    /// - Complexity: O(characters of the prompt and the cases).
    public static func found(
        prompt: String, cases: [EvalCase], minimumLength: Int = 40
    ) -> [VerbatimOverlap] { [] }
}
