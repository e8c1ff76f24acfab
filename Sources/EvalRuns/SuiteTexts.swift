public import Evals

/// A suite as it is stored: in one file, or as files of a store.
public struct SuiteTexts: Hashable, Sendable {
    /// The text of one case.
    public struct CaseText: Hashable, Sendable {
        /// Its name as its place says it; nil when only its text does.
        public var name: String?
        /// Its text, understandable alone.
        public var text: [UInt8]
        /// The file of which it is a part, or that it is, as the reader knows it.
        public var file: String
        /// How many lines of that file precede it.
        public var linesBefore: Int

        /// Creates a text.
        public init(name: String?, text: [UInt8], file: String, linesBefore: Int = 0) {
            self.name = name
            self.text = text
            self.file = file
            self.linesBefore = linesBefore
        }
    }

    /// The name when the suite gives none.
    public var name: String
    /// What the suite says of itself.
    public var header: [UInt8]
    /// The file in which it says so, as the reader knows it.
    public var headerFile: String
    /// The cases in order.
    public var cases: [CaseText]
    /// The directory from which paths in the suite are taken; commands run there.
    public var directory: String

    /// Creates a source.
    public init(
        name: String, header: [UInt8], headerFile: String, cases: [CaseText], directory: String
    ) {
        self.name = name
        self.header = header
        self.headerFile = headerFile
        self.cases = cases
        self.directory = directory
    }

    /// The suite of one file.
    public init(
        _ document: SuiteDocument, name: String, file: String, directory: String
    ) {
        self.init(
            name: name, header: document.header, headerFile: file,
            cases: document.cases.map { slot in
                CaseText(
                    name: slot.name, text: document.resolvedText(ofCase: slot.index), file: file,
                    linesBefore: slot.line - 1)
            },
            directory: directory)
    }
}
