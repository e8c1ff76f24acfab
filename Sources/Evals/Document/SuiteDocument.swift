/// The file of a suite as bytes, in which single cases are edited and everything else stays as it is.
///
/// Which bytes are a case's: its lines from the dash (or the key) to the last line of its content;
/// comment lines directly above it, with no blank line between; comment lines below it that are
/// indented further than its dash. All other comments and blank lines belong to the file. A comment
/// that begins the file belongs to the file, and so does what stands on the line of `cases:`.
///
/// The text of a case is these lines without the dash and without the indentation that all share.
/// Whoever gives back the same text changes no byte. Of a changed text the lines that stay keep
/// their bytes, whatever their indentation; the others take the newline style of the file.
///
/// An edit never changes the value of another case: a definition (`&anchor`) that others use
/// (`*anchor`) moves to its next use when its own case goes or says something else; where that
/// cannot be, the edit is refused and says why.
public struct SuiteDocument: Sendable {
    /// The bytes of the file.
    public private(set) var bytes: [UInt8]
    /// Where the cases stand.
    public let casesPath: CasesPath
    /// The cases in order.
    public private(set) var cases: [CaseSlot]

    /// Reads the bytes of a file.
    ///
    /// A file without the last key of the path has no cases, and gets the key with the first one.
    ///
    /// - Complexity: O(bytes), about 100 MB a second.
    public init(_ bytes: [UInt8], casesPath: CasesPath = .cases) throws(SuiteError) {
        self.bytes = bytes
        self.casesPath = casesPath
        cases = []
    }

    /// The text of a case, as a YAML document of its own.
    ///
    /// Aliases whose anchors are defined elsewhere in the file stay as they are: the text is the
    /// file's, byte for byte. `resolvedText(ofCase:)` gives one that a reader understands alone.
    public func text(ofCase index: Int) -> [UInt8] { [] }

    /// The text of a case in which the first alias of each anchor that is defined elsewhere is
    /// its definition; the text itself when there is none.
    ///
    /// For decoders. Lines differ from those of `text(ofCase:)` only where there are such aliases.
    public func resolvedText(ofCase index: Int) -> [UInt8] { text(ofCase: index) }

    /// The file without its cases: everything that `Suite` is decoded from.
    public var header: [UInt8] { [] }

    /// The index of a case by its name, or else by its number from 0.
    public func index(of reference: String) throws(SuiteError) -> Int { 0 }

    /// Gives a case another text.
    ///
    /// The text is one YAML value, and must be valid where it comes to stand. Afterwards
    /// `text(ofCase:)` is this text, but for the newline style of the file, blank lines at its
    /// beginning and end, and a final newline where the file needs or lacks one.
    public mutating func replaceCase(_ index: Int, with text: [UInt8]) throws(SuiteError) {}

    /// Adds a case before the one at an index; at the end for `cases.count`.
    public mutating func insertCase(_ text: [UInt8], at index: Int) throws(SuiteError) {}

    /// Takes a case out, with the blank lines behind it.
    public mutating func deleteCase(_ index: Int) throws(SuiteError) {}

    /// Moves a case so that it stands at an index of the list without it.
    public mutating func moveCase(_ index: Int, to target: Int) throws(SuiteError) {}

    /// Gives a case another name: the value of the key that names it, or the key of an entry.
    public mutating func renameCase(_ index: Int, to name: String) throws(SuiteError) {}

    /// Puts the cases in the order of their indices, each exactly once.
    public mutating func reorder(_ indices: [Int]) throws(SuiteError) {}
}
