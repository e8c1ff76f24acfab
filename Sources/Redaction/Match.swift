/// Bytes of a text that something was recognised in.
struct Match: Hashable {
    /// Where they are.
    var range: Range<Int>
    /// What they are.
    var kind: Finding.Kind
    /// False for what is only suspected.
    var isSure = true
}

/// Finds one kind of thing in the bytes of a text; O(bytes).
typealias Detector = @Sendable (_ text: [UInt8]) -> [Match]
