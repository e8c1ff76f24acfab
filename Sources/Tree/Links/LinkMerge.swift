internal import Evals
internal import Store

/// Brings a suite and its linked file together: what one side changed since both agreed is done to the other, and where both
/// changed the same case, both versions are kept.
struct LinkMerge {
    /// A file of the suite.
    struct Stored {
        let file: SuiteFileRow.ID
        let place: SuitePlace
        let version: FileChange.ID
        /// The digest of what it shows; nil while somebody is writing it: it is left alone for now.
        let digest: ContentDigest?
        /// Whether it was changed later than the linked file.
        let isNewer: Bool

        var isDraft: Bool { digest == nil }
    }

    /// The linked file, with what is to be written into it.
    private(set) var file: LinkedFile
    /// What is to be done to the suite.
    private(set) var changes: [SuiteChange] = []
    /// What both agree on afterwards.
    private(set) var agreement: [LinkedPart] = []
    /// What could not be carried over.
    private(set) var problems: [String] = []

    /// Whether the linked file says something else than when both last agreed.
    let isFileChanged: Bool

    /// Under which the definition is kept among the names of cases.
    private static let definitionKey = ExactText("")

    private let before: [LinkedPart]
    private let beforeByName: [ExactText: LinkedPart]
    /// The names of what could not be carried over; the definition has none.
    private var left: Set<ExactText> = []
    private let stored: [ExactText: Stored]
    private let suite: SuiteRow.ID
    /// The digests that the suite will have of what changes in it; nil for what goes.
    private var coming: [ExactText: ContentDigest?] = [:]
    /// Reads what a file of the suite shows: only what differs is read.
    private let read: (SuiteFileRow.ID) throws -> [UInt8]

    /// Compares with `before`, which is what both last agreed on; `cases` are those of the suite in its order, and
    /// `definition` is `suite.yaml`, or nil when it is missing.
    init(
        _ file: LinkedFile, suite: SuiteRow.ID, before: [LinkedPart], stored cases: [Stored],
        definition: Stored?, read: @escaping (SuiteFileRow.ID) throws -> [UInt8]
    ) throws {
        self.file = file
        self.suite = suite
        self.before = before
        self.read = read
        beforeByName = Dictionary(before.map { (ExactText($0.name), $0) }) { first, _ in first }
        isFileChanged = Self.isChanged(file, since: beforeByName)
        var stored: [ExactText: Stored] = [:]
        for file in cases { stored[ExactText(file.place.name)] = file }
        self.stored = stored
        let order = cases.map(\.place.name)
        try mergeDefinition(definition)
        carryRenames()
        try mergeCases(order: order)
        mergeOrder(order)
        agree(definition)
    }

    // MARK: The definition

    private mutating func mergeDefinition(_ definition: Stored?) throws {
        guard let definition, let now = definition.digest else { return }
        let base = beforeByName[Self.definitionKey]
        let linkedDigest = file.headerDigest
        guard now != linkedDigest else { return }
        let linked = file.document.header
        let isOwnNew = base.map { $0.storedDigest != now } ?? false
        let isLinkedNew = base.map { $0.linkedDigest != linkedDigest } ?? true
        if isOwnNew {
            let own = try read(definition.file)
            do throws(SuiteError) {
                try file.putDefinition(own)
            } catch {
                problems.append("suite.yaml: is not in the linked file: \(error)")
                left.insert(Self.definitionKey)
            }
            if isLinkedNew { keep(linked, beside: definition) }
        } else if isLinkedNew {
            put(linked, over: definition)
        }
    }

    // MARK: Cases

    /// A case that got another name in the suite gets it in the file, in its place.
    private mutating func carryRenames() {
        for part in before where !part.name.isEmpty && stored[ExactText(part.name)] == nil {
            guard file.index(of: part.name) != nil,
                let moved = stored.values.first(where: { candidate in
                    beforeByName[ExactText(candidate.place.name)] == nil
                        && file.index(of: candidate.place.name) == nil
                        && candidate.digest == part.storedDigest
                })
            else { continue }
            do throws(SuiteError) {
                try file.rename(part.name, to: moved.place.name)
                guard let text = file.text(of: moved.place.name) else { continue }
                put(text, over: moved)
            } catch {
                leave(moved.place.name, error)
            }
        }
    }

    private mutating func mergeCases(order: [String]) throws {
        for name in file.names where stored[ExactText(name)] == nil {
            try merge(name, behind: nil)
        }
        var previous: String?
        for name in order {
            try merge(name, behind: previous)
            previous = name
        }
    }

    private mutating func merge(_ name: String, behind previous: String?) throws {
        let key = ExactText(name)
        guard coming[key] == nil else { return }
        let own = stored[key]
        let base = beforeByName[key]
        let linkedDigest = file.digest(of: name)
        guard own?.isDraft != true, own?.digest != linkedDigest else { return }
        let linked = file.text(of: name)
        let isOwnNew = own?.digest != base?.storedDigest
        let isLinkedNew = linkedDigest != base?.linkedDigest
        if isOwnNew, isLinkedNew, let own, let linked {
            try keepBoth(own, linked, behind: previous)
        } else if isLinkedNew, let linked {
            own.map { put(linked, over: $0) } ?? put(linked, at: name, version: nil)
        } else if isOwnNew, let own {
            try write(own, behind: previous)
        } else if isLinkedNew, let own {
            remove(own)
        } else if isOwnNew {
            removeFromFile(name)
        }
    }

    /// The later version gets the name.
    private mutating func keepBoth(
        _ own: Stored, _ linked: [UInt8], behind previous: String?
    ) throws {
        if own.isNewer {
            try write(own, behind: previous)
            keep(linked, beside: own)
        } else {
            put(linked, over: own)
            keep(try read(own.file), beside: own)
        }
    }

    private mutating func write(_ own: Stored, behind previous: String?) throws {
        let name = own.place.name
        let bytes = try read(own.file)
        do throws(SuiteError) {
            let isNew = file.index(of: name) == nil
            try file.put(bytes, at: name, behind: previous)
            // Another name than the file's is put right on both sides; nothing else is.
            if isNew, let text = file.text(of: name), Self.isOtherText(text, bytes) {
                put(text, over: own)
            }
        } catch {
            leave(name, error)
        }
    }

    private mutating func removeFromFile(_ name: String) {
        do throws(SuiteError) {
            try file.remove(name)
        } catch {
            leave(name, error)
        }
    }

    private mutating func mergeOrder(_ order: [String]) {
        let oldOrder = order.filter { beforeByName[ExactText($0)] != nil }
        let kept = Set(oldOrder.map { ExactText($0) })
        let base = before.map(\.name).filter { kept.contains(ExactText($0)) }
        guard !base.isEmpty, !oldOrder.elementsEqual(base, by: { $0.utf8.elementsEqual($1.utf8) })
        else { return }
        do throws(SuiteError) {
            try file.order(as: order)
        } catch {
            problems.append("order.txt: is not the order of the linked file: \(error)")
        }
    }

    // MARK: What comes of it

    private mutating func agree(_ definition: Stored?) {
        let old = beforeByName[Self.definitionKey]
        if definition?.isDraft == true || left.contains(Self.definitionKey) {
            if let old { agreement.append(old) }
        } else if let digest = coming[Self.definitionKey] ?? definition?.digest {
            agreement.append(
                LinkedPart(name: "", linkedDigest: file.headerDigest, storedDigest: digest))
        }
        for name in file.names {
            let key = ExactText(name)
            guard stored[key]?.isDraft != true, !left.contains(key) else {
                if let part = beforeByName[key] { agreement.append(part) }
                continue
            }
            guard let linked = file.digest(of: name), let own = coming[key] ?? stored[key]?.digest
            else { continue }
            agreement.append(LinkedPart(name: name, linkedDigest: linked, storedDigest: own))
        }
    }

    private mutating func put(_ bytes: [UInt8], over stored: Stored) {
        changes.append(SuiteChange(stored.place, version: stored.version, .put(bytes)))
        coming[
            stored.place.directory == .suite ? Self.definitionKey : ExactText(stored.place.name)] =
            ContentDigest(of: bytes)
    }

    private mutating func put(_ bytes: [UInt8], at name: String, version: FileChange.ID?) {
        let place = SuitePlace(suite: suite, directory: .cases, name: name)
        changes.append(SuiteChange(place, version: version, .put(bytes)))
        coming[ExactText(name)] = ContentDigest(of: bytes)
    }

    private mutating func remove(_ stored: Stored) {
        changes.append(SuiteChange(stored.place, version: stored.version, .remove))
        coming[ExactText(stored.place.name)] = .some(nil)
    }

    /// Comes before the change of the name itself, which moves the version that was looked at.
    private mutating func keep(_ bytes: [UInt8], beside stored: Stored) {
        changes.insert(
            SuiteChange(stored.place, version: stored.version, .keepBeside(bytes)), at: 0)
    }

    private mutating func leave(_ name: String, _ error: SuiteError) {
        problems.append("cases/\(name): is not in the linked file: \(error)")
        left.insert(ExactText(name))
    }

    private static func isChanged(_ file: LinkedFile, since before: [ExactText: LinkedPart]) -> Bool
    {
        func isNew(_ name: String, _ digest: ContentDigest?) -> Bool {
            before[ExactText(name)]?.linkedDigest != digest
        }
        return file.names.count + 1 != before.count || isNew("", file.headerDigest)
            || file.names.contains { isNew($0, file.digest(of: $0)) }
    }

    /// Whether two texts differ in more than blank lines at their ends.
    private static func isOtherText(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
            let isBlank = { (byte: UInt8) in byte == 0x0A || byte == 0x0D || byte == 0x20 }
            let start = text.drop(while: isBlank)
            return start.prefix(
                (start.lastIndex { !isBlank($0) } ?? start.startIndex - 1) - start.startIndex + 1)
        }
        return !trimmed(one).elementsEqual(trimmed(other))
    }
}
