/// The counts of everything in a store.
public struct StoreStatistics: Hashable, Sendable {
    /// One account.
    public struct Account: Hashable, Sendable {
        /// The name.
        public var name: String
        /// Interactions of kind interaction.
        public var interactions: Int
        /// Interactions of kind investigation.
        public var investigations: Int
        /// Conversations.
        public var conversations: Int
    }

    /// The bytes of one table or index.
    public struct Table: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The bytes of its pages.
        public var sizeBytes: Int
    }

    /// The size of the file, its log not counted, in bytes.
    public var fileBytes = 0
    /// Traces.
    public var traces = 0
    /// Traces whose records have changed since they were last projected.
    public var dirtyTraces = 0
    /// Spans, superseded ones included.
    public var spans = 0
    /// Spans that another one with the same identity supersedes.
    public var spansSuperseded = 0
    /// Log records.
    public var logs = 0
    /// Annotations.
    public var annotations = 0
    /// Rejected records.
    public var rejected = 0
    /// Files that records were read from.
    public var sources = 0
    /// The bytes of those files.
    public var sourceBytes = 0
    /// Pieces of content that records refer to.
    public var contents = 0
    /// The bytes of raw records and their content: each once, not compressed.
    public var recordBytes = 0
    /// The same compressed.
    public var recordPackBytes = 0
    /// The bytes of all files of interactions that packs hold, not compressed.
    public var pageBytes = 0
    /// The same compressed.
    public var pagePackBytes = 0
    /// Interactions, all accounts and kinds together.
    public var sums = ListSums()
    /// The accounts, by name.
    public var accounts: [Account] = []
    /// The bytes by table, largest first; empty when SQLite does not tell.
    public var tables: [Table] = []

    /// Creates statistics of nothing.
    public init() {}
}
