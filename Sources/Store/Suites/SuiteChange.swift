public import Traces

/// A change of a file of a suite, made only if the file still is as it was looked at.
public struct SuiteChange: Sendable {
    /// What is done.
    public enum Action: Sendable {
        /// The bytes take the name.
        case put([UInt8])
        /// The bytes are kept beside the name, as another version of it.
        case keepBeside([UInt8])
        /// The name goes.
        case remove
        /// The file gets another name of its directory.
        case rename(to: String)
        /// Nothing: the file must only be as it was.
        case keep
    }

    /// The file.
    public var place: SuitePlace
    /// The version of the file that was looked at; nil when there was none.
    public var version: FileChange.ID?
    /// What is done.
    public var action: Action

    /// Creates a change.
    public init(_ place: SuitePlace, version: FileChange.ID?, _ action: Action) {
        self.place = place
        self.version = version
        self.action = action
    }
}

extension SuiteWriter {
    /// Makes changes of a suite, all of them or none.
    ///
    /// - Throws: `stale` when one of the files was changed since it was looked at, `exists` when a new name is taken.
    public func apply(
        _ changes: [SuiteChange], of suite: SuiteRow.ID, at now: Timestamp
    ) throws(StoreError) {
        try change(at: now) { transaction in
            try transaction.checkSuite(suite)
            try transaction.apply(changes)
            _ = try transaction.log(suite: suite, file: nil)
        }
    }
}

extension SuiteTransaction {
    func apply(_ changes: [SuiteChange]) throws {
        // A change moves the version of its own file: what was looked at is compared first.
        for change in changes {
            guard try file(at: change.place)?.version == change.version else {
                throw StoreError(.stale, change.place.name)
            }
        }
        for change in changes { try apply(change) }
    }

    private func apply(_ change: SuiteChange) throws {
        let current = try file(at: change.place)
        switch change.action {
        case .put(let bytes):
            try replace(current, at: change.place, with: bytes)
        case .keepBeside(let bytes):
            let copy = SuitePlace(
                suite: change.place.suite, directory: change.place.directory,
                name: try freeConflictName(of: change.place))
            _ = try put(bytes, at: copy, permissions: SuiteWriter.startingPermissions)
        case .remove:
            if let current { try removeName(of: current, isDisplaced: true) }
        case .rename(let name):
            var target = change.place
            target.name = name
            _ = try rename(change.place, to: target, keepsExisting: true)
        case .keep: break
        }
    }
}
