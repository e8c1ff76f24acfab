/// Whether a file is of a format.
public enum Recognition: Hashable, Sendable {
    /// How sure a format is; the surest one wins, and a tie is reported instead of guessed.
    public enum Confidence: Int, Hashable, Sendable, Comparable {
        /// The shape fits, but other formats have it too.
        case possible
        /// The shape fits, and others are unlikely to have it.
        case likely
        /// Something is there that only this format has.
        case certain

        /// Orders by sureness.
        public static func < (left: Confidence, right: Confidence) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// It is not.
    case no
    /// It is not, but it resembles the format; the text says what is missing or wrong.
    case near(String)
    /// It is; the text says by what it is known.
    case yes(Confidence, String)
}
