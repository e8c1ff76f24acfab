internal import Store
public import Traces

extension Tree {
    /// Whether a number is that of a directory or a file which programs write, here or elsewhere.
    public func isWritable(_ inode: Inode) -> Bool {
        switch Address(inode) {
        case .evals, .suite, .suiteCases, .suiteFile: true
        default: false
        }
    }

    /// Whether names in a directory come and go without being told one by one.
    public func isVolatile(_ inode: Inode) -> Bool {
        switch Address(inode) {
        case .results, .run, .runCase: true
        default: isWritable(inode)
        }
    }

    /// Makes an empty file.
    public func makeFile(
        named name: String, in directory: Inode, permissions: UInt32, at now: Timestamp
    ) throws(TreeError) -> Node {
        try writing(directory) { writer in
            SuiteLayout.node(
                of: try writer.makeFile(
                    at: place(name, in: directory), permissions: permissions, at: now))
        }
    }

    /// Makes a symbolic link.
    public func makeLink(
        named name: String, in directory: Inode, target: [UInt8], at now: Timestamp
    ) throws(TreeError) -> Node {
        try writing(directory) { writer in
            SuiteLayout.node(
                of: try writer.makeFile(
                    at: place(name, in: directory), permissions: 0o777, target: target, at: now))
        }
    }

    /// Makes a suite.
    public func makeDirectory(
        named name: String, in directory: Inode, at now: Timestamp
    ) throws(TreeError) -> Node {
        try writing(directory) { writer in
            if case .suite(let id) = Address(directory),
                let made = try restoreDirectory(named: name, of: id, writer, at: now)
            {
                return made
            }
            guard Address(directory) == .evals else { throw TreeError.refused(.notPermitted) }
            let suite = try writer.makeSuite(
                named: name, files: StartingSuite.files(named: name), at: now)
            return SuiteLayout.node(of: suite)
        }
    }

    /// Writes bytes into a file at an offset, or at its end; gives the file and the offset.
    public func write(
        _ bytes: UnsafeRawBufferPointer, to inode: Inode, at offset: Int, appending: Bool,
        at now: Timestamp
    ) throws(TreeError) -> (node: Node, offset: Int) {
        try writing(inode) { writer in
            let (file, offset) = try writer.write(
                bytes, to: fileID(inode), at: offset, appending: appending, at: now)
            return (SuiteLayout.node(of: file), offset)
        }
    }

    /// Cuts a file, or extends it with zeros.
    public func resize(
        _ inode: Inode, to sizeBytes: Int, at now: Timestamp
    ) throws(TreeError) -> Node {
        try writing(inode) { writer in
            SuiteLayout.node(of: try writer.resize(fileID(inode), to: sizeBytes, at: now))
        }
    }

    /// Sets the mode or the time of modification of a file, or the latter of a directory.
    public func setAttributes(
        of inode: Inode, permissions: UInt32?, modified: Timestamp?, at now: Timestamp
    ) throws(TreeError) -> Node {
        try writing(inode) { writer in
            guard case .suiteFile(let id) = Address(inode) else {
                if let permissions, permissions != SuiteLayout.directoryPermissions {
                    throw TreeError.refused(.notPermitted)
                }
                if let modified { try setModified(of: inode, to: modified, writer) }
                return try node(of: inode)
            }
            return SuiteLayout.node(
                of: try writer.setAttributes(
                    of: id, permissions: permissions, modified: modified, at: now))
        }
    }

    /// Takes the name from a file.
    public func removeFile(
        named name: String, in directory: Inode, at now: Timestamp
    ) throws(TreeError) {
        try writing(directory) { writer in
            let found = try entry(named: name, in: directory)
            guard found?.node.kind != .directory else { throw TreeError.notAFile(directory) }
            if case .suite(let id) = Address(directory), found != nil,
                let own = SuiteLayout.entries(named: name)
            {
                return try removeEntry(own, of: id, orElse: .readOnly, writer, at: now)
            }
            try writer.unlink(place(name, in: directory), at: now)
        }
    }

    /// Removes a suite that has no cases, or a directory of a suite that may go.
    public func removeDirectory(
        named name: String, in directory: Inode, at now: Timestamp
    ) throws(TreeError) {
        try writing(directory) { writer in
            guard let found = try entry(named: name, in: directory) else {
                throw TreeError.refused(.missing)
            }
            switch Address(found.node.inode) {
            case .suite(let id): try writer.removeSuite(id, at: now)
            case .suiteCases(let id):
                try removeEntry(.cases, of: id, orElse: .notEmpty, writer, at: now)
            case .results(let id):
                try removeEntry(.results, of: id, orElse: .notPermitted, writer, at: now)
            default:
                throw TreeError.refused(
                    found.node.kind == .directory ? .notPermitted : .noDirectory)
            }
        }
    }

    /// Gives a file or a suite another name.
    public func rename(
        _ name: String, in directory: Inode, to newName: String, in newDirectory: Inode,
        keepsExisting: Bool, at now: Timestamp
    ) throws(TreeError) {
        try writing(directory) { writer in
            guard isWritable(newDirectory) else { throw TreeError.refused(.readOnly) }
            if Address(directory) == .evals, Address(newDirectory) == .evals {
                guard let suite = try reader.suite(named: name) else {
                    throw TreeError.refused(.missing)
                }
                return try writer.renameSuite(suite.id, to: newName, at: now)
            }
            _ = try writer.rename(
                place(name, in: directory), to: place(newName, in: newDirectory),
                keepsExisting: keepsExisting, at: now)
        }
    }

    /// Runs a change; what the store refuses is told as what it means for a file.
    func writing<Value>(
        _ inode: Inode, _ change: (SuiteWriter) throws -> Value
    ) throws(TreeError) -> Value {
        guard let writer else { throw .refused(.readOnly) }
        do {
            return try change(writer)
        } catch let error as TreeError {
            throw error
        } catch let error as StoreError {
            throw TreeError(error, inode)
        } catch {
            throw .store(inode: inode, reason: "\(error)")
        }
    }

    func fileID(_ inode: Inode) throws -> SuiteFileRow.ID {
        switch Address(inode) {
        case .suiteFile(let id): return id
        case .evals, .suite, .suiteCases: throw TreeError.notAFile(inode)
        default: throw TreeError.refused(.readOnly)
        }
    }

    private func place(_ name: String, in directory: Inode) throws -> SuitePlace {
        switch Address(directory) {
        case .suite(let id):
            guard !SuiteLayout.isReserved(name) else { throw TreeError.refused(.readOnly) }
            return SuitePlace(suite: id, directory: .suite, name: name)
        case .suiteCases(let id): return SuitePlace(suite: id, directory: .cases, name: name)
        case .evals: throw TreeError.refused(.notPermitted)
        default: throw TreeError.refused(.readOnly)
        }
    }

    /// Removes what nobody wrote from a suite; `orElse` says why that cannot be yet.
    private func removeEntry(
        _ entry: SuiteEntries, of suite: SuiteRow.ID, orElse refusal: Refusal,
        _ writer: SuiteWriter,
        at now: Timestamp
    ) throws {
        do throws(StoreError) {
            try writer.remove(entry, of: suite, at: now)
        } catch {
            throw error.code == .notEmpty ? TreeError.refused(refusal) : error
        }
    }

    /// Makes a directory of a suite again that was removed; nil when there was none of that name.
    private func restoreDirectory(
        named name: String, of id: SuiteRow.ID, _ writer: SuiteWriter, at now: Timestamp
    ) throws -> Node? {
        guard let own = SuiteLayout.entries(named: name), own == .cases || own == .results,
            try reader.suite(id)?.removedEntries.contains(own) == true
        else { return nil }
        try writer.restoreEntries(of: id, at: now)
        return try entry(named: name, in: Address.suite(id).inode)?.node
    }

    private func setModified(
        of directory: Inode, to time: Timestamp, _ writer: SuiteWriter
    ) throws {
        switch Address(directory) {
        case .suite(let id): try writer.setModified(of: .suite, in: id, to: time)
        case .suiteCases(let id): try writer.setModified(of: .cases, in: id, to: time)
        default: throw TreeError.refused(.notPermitted)
        }
    }
}

extension TreeError {
    fileprivate init(_ error: StoreError, _ inode: Inode) {
        self =
            switch error.code {
            case .exists: .refused(.exists)
            case .notEmpty: .refused(.notEmpty)
            case .notFound: .refused(.missing)
            case .tooLarge: .refused(.tooLarge)
            case .full: .refused(.noSpace)
            case .busy: .refused(.busy)
            case .readOnly: .refused(.readOnly)
            case .invalid: .refused(.invalidName)
            case .stale: .stale(inode)
            case .missing, .notAStore, .newer, .older, .unsafePermissions, .unreadableLog, .damaged,
                .system:
                .store(inode: inode, reason: "\(error)")
            }
    }
}
