internal import Store

/// Two projections of one interaction, compared directory by directory.
struct ManifestComparison {
    private let before: Manifest
    private let after: Manifest

    init(_ before: Manifest, _ after: Manifest) {
        self.before = before
        self.after = after
    }

    /// The names that lead to something else, and the directories whose times changed.
    func changes(of root: Inode) -> [TreeChange] {
        var changes: [TreeChange] = []
        var pending = [(before: 0, after: 0, inode: root)]
        while let directory = pending.popLast() {
            var old = before.children(of: directory.before)
            var new = after.children(of: directory.after)
            while let (oldIndex, newIndex) = nextPair(&old, &new) {
                guard let oldIndex, let newIndex else {
                    let name =
                        oldIndex.map(before.name(at:)) ?? newIndex.map(after.name(at:)) ?? ""
                    changes.append(.name(name, in: directory.inode))
                    continue
                }
                let (was, now) = (before.entry(at: oldIndex), after.entry(at: newIndex))
                if was.identity != now.identity {
                    changes.append(.name(after.name(at: newIndex), in: directory.inode))
                } else if now.kind == .directory {
                    let address = Address.projected(
                        projection: now.identity.projection, index: now.identity.index)
                    pending.append((oldIndex, newIndex, address.inode))
                    if was.modifiedNs != now.modifiedNs {
                        changes += [.directory(directory.inode), .directory(address.inode)]
                    }
                }
            }
        }
        return changes
    }

    /// The next name of two sorted lists: its index in each list that has it; nil at the end of both.
    private func nextPair(
        _ old: inout Range<Int>, _ new: inout Range<Int>
    ) -> (old: Int?, new: Int?)? {
        guard let oldIndex = old.first else { return new.popFirst().map { (nil, $0) } }
        guard let newIndex = new.first else { return old.popFirst().map { ($0, nil) } }
        let (oldName, newName) = (before.nameBytes(at: oldIndex), after.nameBytes(at: newIndex))
        let isOldFirst = oldName.lexicographicallyPrecedes(newName)
        let isNewFirst = !isOldFirst && newName.lexicographicallyPrecedes(oldName)
        if !isNewFirst { old.removeFirst() }
        if !isOldFirst { new.removeFirst() }
        return (isNewFirst ? nil : oldIndex, isOldFirst ? nil : newIndex)
    }
}

extension Range<Int> {
    fileprivate mutating func popFirst() -> Int? {
        guard let first else { return nil }
        removeFirst()
        return first
    }

    fileprivate mutating func removeFirst() {
        self = lowerBound + 1..<upperBound
    }
}
