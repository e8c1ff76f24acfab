/// Why the store could not do what was asked.
public struct StoreError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file does not exist, and it was not asked to create it.
        case missing
        /// The file exists but is no store.
        case notAStore
        /// The store was written by a newer version of the program.
        case newer
        /// The store was written by an older version and cannot be migrated with this access.
        case older
        /// Others than its owner could write the store.
        case unsafePermissions
        /// Changes of the store are still in its write-ahead log, which cannot be read here.
        case unreadableLog
        /// Another process is writing.
        case busy
        /// The disk is full, or the file may not grow.
        case full
        /// The store was opened for reading only.
        case readOnly
        /// Stored bytes are not those that were written.
        case damaged
        /// What was asked for is not there.
        case notFound
        /// What was given to be stored contradicts itself.
        case invalid
        /// The name is taken.
        case exists
        /// There are files in it.
        case notEmpty
        /// It is larger than what can be kept.
        case tooLarge
        /// It was changed by somebody else meanwhile.
        case stale
        /// The operating system or SQLite refused.
        case system
    }

    /// What kind of failure it is.
    public var code: Code
    /// What it happened to: the store's path, a trace, a pack.
    public var subject: String
    /// What is known beyond that, and what to do, in one sentence; may be empty.
    public var details: String

    /// Creates an error.
    public init(_ code: Code, _ subject: String, _ details: String = "") {
        self.code = code
        self.subject = subject
        self.details = details
    }
}

extension StoreError: CustomStringConvertible {
    /// What failed, on what, and what to do, in one line.
    public var description: String {
        details.isEmpty ? "\(subject): \(summary)" : "\(subject): \(summary); \(details)"
    }

    private var summary: String {
        switch code {
        case .missing: "there is no store here"
        case .notAStore: "not a store of this program"
        case .newer: "written by a newer version of this program"
        case .older: "written by an older version of this program"
        case .unsafePermissions: "others than its owner can write it"
        case .unreadableLog: "its latest changes cannot be read here"
        case .busy: "another process is writing to it"
        case .full: "no space is left"
        case .readOnly: "it is open for reading only"
        case .damaged: "stored bytes are damaged"
        case .notFound: "not found"
        case .invalid: "cannot be stored"
        case .exists: "is there already"
        case .notEmpty: "is not empty"
        case .tooLarge: "is larger than what can be kept"
        case .stale: "was changed by somebody else"
        case .system: "cannot be read or written"
        }
    }
}
