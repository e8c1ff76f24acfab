/// A text that equals another one only byte by byte: files whose names look alike are different files.
public struct ExactText: Hashable, Sendable {
    /// The text.
    public let text: String

    /// Takes a text.
    public init(_ text: String) {
        self.text = text
    }

    /// True for the same bytes.
    public static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the bytes, all at once.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
