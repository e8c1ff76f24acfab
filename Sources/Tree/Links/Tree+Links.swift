internal import Evals
internal import Files
internal import Glibc
internal import Store
internal import Synchronization
internal import SystemPackage
public import Traces

extension Tree {
    /// Brings suites and the files that they are linked to together, where a file has changed since this was last asked.
    ///
    /// Below `place`, the mount point of whoever asks, nothing is touched: the answer would have to come from the asker.
    public func followLinks(outside place: String, at now: Timestamp) throws(TreeError) {
        try writing(.root) { _ in
            for link in try reader.links() {
                guard !FilePath(link.path).starts(with: FilePath(place)) else {
                    try note(
                        "\(link.path) is inside this mount; link a file outside: "
                            + "dossier eval unlink, then link", of: link, at: now)
                    continue
                }
                let stamp = ReplacedFile(path: FilePath(link.path)).stamp
                let isSeen = linkStamps.withLock { $0[link.suite] == .some(stamp) }
                guard !isSeen, let order = try carryOver(link, at: now) else { continue }
                try writer?.bringOrderUpToDate(of: link.suite, following: order, at: now)
            }
        }
    }

    /// For how long a file that says something new must have been left alone: an editor may still be writing it.
    private static let quietNs: Int64 = 200_000_000

    /// Brings a suite and the file that it is linked to together; gives the order of the cases in the file, or none where
    /// there is nothing to follow.
    func carryOver(suite: SuiteRow.ID, at now: Timestamp) throws -> [String] {
        guard let link = try reader.links().first(where: { $0.suite == suite }) else { return [] }
        if let order = try carryOver(link, at: now) { return order }
        usleep(useconds_t(Self.quietNs / 1_000))
        let later = Timestamp(nanoseconds: now.nanoseconds + Self.quietNs)
        return try carryOver(link, at: later) ?? []
    }

    /// The order of the cases in the file, or none where there is nothing to follow; nil when the file must be left alone
    /// for a while first.
    private func carryOver(_ link: SuiteLink, at now: Timestamp) throws -> [String]? {
        guard let writer else { return [] }
        let file = ReplacedFile(path: FilePath(link.path))
        // The stamp comes first: a save after it is seen the next time.
        let stamp = file.stamp
        let bytes: [UInt8]
        let linked: LinkedFile
        do {
            bytes = try file.read()
            linked = try LinkedFile(bytes, casesPath: link.casesPath)
        } catch {
            try note("\(link.path) cannot be read: \(error)", of: link, at: now)
            linkStamps.withLock { $0[link.suite] = stamp }
            return []
        }
        if try reader.suite(link.suite)?.removedEntries.contains(.cases) == true {
            // Whoever removes a suite does not mean the file: nothing is agreed on until the cases are back.
            try note(
                "cases/ was removed: \(link.path) keeps what it has; mkdir cases brings it back",
                of: link, agreement: [], at: now)
            linkStamps.withLock { $0[link.suite] = stamp }
            return []
        }
        let agreement = try reader.agreement(of: link.suite)
        let merge = try merge(linked, link, stamp, before: agreement)
        if merge.isFileChanged, !agreement.isEmpty {
            let ageNs = now.nanoseconds - (stamp?.modifiedNs ?? 0)
            if (0..<Self.quietNs).contains(ageNs) { return nil }
            if linked.isBlank {
                try note("\(link.path) is empty: the suite keeps what it has", of: link, at: now)
                linkStamps.withLock { $0[link.suite] = stamp }
                return []
            }
        }
        let new = merge.file.document.bytes
        if new != bytes, try !replace(file, bytes, with: new, link, at: now) { return [] }
        let problems = merge.problems.isEmpty ? nil : merge.problems.joined(separator: "\n")
        if !merge.changes.isEmpty || agreement != merge.agreement || problems != link.problems {
            do throws(StoreError) {
                try writer.carryOver(
                    merge.changes, agreement: merge.agreement, problems: problems, of: link.suite,
                    at: now)
            } catch {
                // Somebody has saved meanwhile: what they saved is compared the next time.
                guard error.code == .stale else { throw error }
                return []
            }
        }
        // Whether the file is still the one that was written is seen the next time.
        linkStamps.withLock { $0[link.suite] = new == bytes ? stamp : nil }
        return merge.file.names
    }

    /// False when somebody else has saved the file meanwhile, or it cannot be written; it is tried again.
    private func replace(
        _ file: ReplacedFile, _ old: [UInt8], with new: [UInt8], _ link: SuiteLink,
        at now: Timestamp
    ) throws -> Bool {
        do {
            return try file.replace(old, with: new)
        } catch {
            try note("\(link.path) cannot be written: \(error)", of: link, at: now)
            return false
        }
    }

    private func merge(
        _ linked: LinkedFile, _ link: SuiteLink, _ stamp: FileStamp?, before: [LinkedPart]
    ) throws -> LinkMerge {
        let saved = Timestamp(nanoseconds: stamp?.modifiedNs ?? 0)
        func stored(_ file: SuiteFileRow, _ digest: ContentDigest?) -> LinkMerge.Stored? {
            guard let place = file.place, file.target == nil else { return nil }
            return LinkMerge.Stored(
                file: file.id, place: place, version: file.version, digest: digest,
                isNewer: file.modified > saved)
        }
        let cases = try reader.caseContents(of: link.suite)
        let definition = try reader.file(
            at: SuitePlace(
                suite: link.suite, directory: .suite, name: SuiteFileKind.definitionName))
        return try LinkMerge(
            linked, suite: link.suite, before: before, stored: cases.compactMap(stored),
            definition: definition.flatMap { file in
                let bytes = file.isDraft ? nil : try reader.bytes(of: file.id)
                return stored(file, bytes.map { ContentDigest(of: $0) })
            },
            read: reader.bytes(of:))
    }

    /// Keeps why a link does not work, unless that is known.
    private func note(
        _ problem: String, of link: SuiteLink, agreement: [LinkedPart]? = nil, at now: Timestamp
    ) throws {
        guard link.problems != problem, let writer else { return }
        try writer.carryOver(
            [], agreement: try agreement ?? reader.agreement(of: link.suite), problems: problem,
            of: link.suite, at: now)
    }
}
