public import Evals
public import Traces

/// One thing that a store keeps of its suites, by itself: what an export hands on, and an import takes.
///
/// Links to files outside are not told: they belong to the machine.
public struct SuiteRecord: Hashable, Sendable {
    /// Which suite.
    public struct Owner: Hashable, Sendable {
        /// The account that it belongs to; nil for a suite of every account.
        public var account: String?
        /// The suite's name.
        public var suite: String

        /// Creates an owner.
        public init(account: String?, suite: String) {
            self.account = account
            self.suite = suite
        }
    }

    /// A name in a suite.
    public struct Path: Hashable, Sendable, CustomStringConvertible {
        private static let casesPrefix = "cases/"

        /// The directory.
        public var directory: SuiteDirectory
        /// The name.
        public var name: String

        /// Creates a path.
        public init(directory: SuiteDirectory, name: String) {
            self.directory = directory
            self.name = name
        }

        /// Reads what `description` says.
        public init(text: String) {
            let prefix = Self.casesPrefix.utf8
            guard text.utf8.starts(with: prefix) else {
                self.init(directory: .suite, name: text)
                return
            }
            let name = String(decoding: text.utf8.dropFirst(prefix.count), as: UTF8.self)
            self.init(directory: .cases, name: name)
        }

        /// The path in the suite: `suite.yaml`, `cases/a.yaml`.
        public var description: String {
            directory == .cases ? Self.casesPrefix + name : name
        }
    }

    /// A revision of a name.
    public struct Revision: Hashable, Sendable {
        /// The number among those of the same name, from 1.
        public var number: Int
        /// The digest of the revision before, as `ContentDigest` describes it; nil for the first that is kept.
        public var previousDigest: String?
        /// When it was saved.
        public var saved: Timestamp
        /// Who saved it.
        public var origin: FileRevision.Origin
        /// True for the last one of a name that is gone.
        public var isRemoved: Bool
        /// The bytes.
        public var bytes: [UInt8]

        /// Creates a revision.
        public init(
            number: Int, previousDigest: String?, saved: Timestamp, origin: FileRevision.Origin,
            isRemoved: Bool, bytes: [UInt8]
        ) {
            self.number = number
            self.previousDigest = previousDigest
            self.saved = saved
            self.origin = origin
            self.isRemoved = isRemoved
            self.bytes = bytes
        }
    }

    /// A file as it is shown.
    public struct File: Hashable, Sendable {
        /// What is in it.
        public enum Content: Hashable, Sendable {
            /// The latest revision of its name, which was told before, by its digest.
            case latestRevision(digest: String)
            /// Bytes that are no revision.
            case bytes([UInt8])
            /// It is a symbolic link.
            case link(target: [UInt8])
        }

        /// What is in it.
        public var content: Content
        /// The low twelve bits of the mode.
        public var permissions: UInt32
        /// When its content was last changed, or what was set as that.
        public var modified: Timestamp

        /// Creates a file.
        public init(_ content: Content, permissions: UInt32, modified: Timestamp) {
            self.content = content
            self.permissions = permissions
            self.modified = modified
        }
    }

    /// What is told.
    public enum Content: Hashable, Sendable {
        /// That there is the suite.
        case suite
        /// A revision of a name; they come in their order, before the file that shows the last one.
        case revision(Path, Revision)
        /// A file.
        case file(Path, File)
        /// A run of the suite; they come in the order of their beginning, behind all files.
        case run(EvalRun)
    }

    /// The suite.
    public var owner: Owner
    /// What is told.
    public var content: Content

    /// Creates a record.
    public init(_ content: Content, of owner: Owner) {
        self.content = content
        self.owner = owner
    }
}
