import Store
import Testing
import Traces

@testable import Tree

@Suite struct ChangesTests {
    @Test("what was remembered and is not announced as changed is still true")
    func announced() throws {
        let sample = try SampleStore()
        let tree = sample.tree
        var latest = try tree.latestChange()
        var remembered = try listings(of: tree)
        for step in try steps() {
            try sample.append(step, kind: .interaction)
            _ = try sample.projector.projectChanged()
            guard case .some(let changes, let upTo) = try tree.changes(after: latest) else {
                Issue.record("changes were lost")
                return
            }
            let now = try listings(of: tree)
            verify(remembered, now, changes)
            #expect(try tree.changes(after: upTo) == .some([], upTo: upTo))
            (latest, remembered) = (upTo, now)
        }
        #expect(remembered.count > 10)
    }

    @Test("the day of a kind without changes is left alone")
    func precision() throws {
        let sample = try SampleStore.imported()
        let tree = sample.tree
        let latest = try tree.latestChange()
        let record = try #require(try steps().first?.first)
        let late = Annotation(
            traceID: record.record.traceID, name: "late-label", label: "wrong", author: "human")
        let provenance = Provenance(format: "test", file: "late", offsetBytes: 0, lengthBytes: 0)
        try sample.append([StoredRecord(.annotation(late), provenance)], kind: .interaction)
        _ = try sample.projector.projectChanged()
        guard case .some(let changes, _) = try tree.changes(after: latest) else {
            Issue.record("changes were lost")
            return
        }
        let directories = Set(changes.map(directory(of:)))
        #expect(!directories.contains(Address.kind(.investigation).inode))
        #expect(directories.count < 10)
    }

    @Test("who was told of a page reads and looks at it after it has changed")
    func past() throws {
        let sample = try SampleStore()
        let tree = sample.tree
        var told: [Inode: (node: Node, bytes: [UInt8])] = [:]
        for step in try steps() {
            try sample.append(step, kind: .interaction)
            _ = try sample.projector.projectChanged()
            for (path, node) in try walk(tree) where path.hasSuffix("index.tsv") {
                told[node.inode] = (node, try content(of: node, in: tree))
            }
            let listed = try tree.entries(of: Address.kind(.interaction).inode)
            let index = try #require(listed.first { $0.name == "index.tsv" }?.node)
            #expect(told[index.inode] != nil)
        }
        #expect(told.count > 20)
        for (inode, page) in told {
            #expect(try tree.node(of: inode) == page.node)
            #expect(try content(of: page.node, in: tree) == page.bytes)
        }
    }

    @Test("what is committed while a directory is listed does not void the pages that are listed")
    func committedMeanwhile() throws {
        let sample = try SampleStore()
        let tree = sample.tree
        var told: [Node] = []
        for step in try steps() {
            let kind = try tree.entries(of: Address.kind(.interaction).inode)
            for day in kind where day.node.kind == .directory {
                let address = try #require(Address(day.node.inode))
                let entries = try tree.keepingPages(in: address) { directory in
                    try sample.append(step, kind: .interaction)
                    _ = try sample.projector.projectChanged()
                    return try directory.entries()
                }
                told += entries.filter { $0.name == "index.tsv" }.map(\.node)
            }
            try sample.append(step, kind: .interaction)
            _ = try sample.projector.projectChanged()
        }
        for index in told {
            #expect(try content(of: index, in: tree).count == index.sizeBytes)
            #expect(try tree.node(of: index.inode) == index)
        }
        #expect(told.count > 7)
    }

    /// The records of the sample's interactions: halves of each file, then all, so that interactions are added and changed.
    private func steps() throws -> [[StoredRecord]] {
        let records = try SampleStore.sampleFiles(of: .interaction).prefix(6)
            .map { try SampleStore.records(of: $0) }
        let halves = records.map { Array($0.prefix($0.count / 2)) }
        return halves + [records.flatMap(\.self)]
    }

    /// The entries of every directory.
    private func listings(of tree: Tree) throws -> [Inode: [String: Node]] {
        var listings: [Inode: [String: Node]] = [:]
        for (_, node) in try walk(tree) where node.kind == .directory {
            listings[node.inode] = Dictionary(
                uniqueKeysWithValues: try tree.entries(of: node.inode).map { ($0.name, $0.node) })
        }
        return listings
    }

    private func directory(of change: TreeChange) -> Inode {
        switch change {
        case .name(_, let directory), .directory(let directory), .grown(_, _, let directory):
            directory
        case .content(let file): file
        }
    }

    private func verify(
        _ before: [Inode: [String: Node]], _ now: [Inode: [String: Node]], _ changes: [TreeChange]
    ) {
        let changed = Set(changes.map(directory(of:)))
        let names = Set(changes)
        for (directory, entries) in before {
            guard let entriesNow = now[directory] else { continue }
            if !changed.contains(directory) { #expect(entries == entriesNow) }
            for name in Set(entries.keys).union(entriesNow.keys)
            where entries[name]?.inode != entriesNow[name]?.inode {
                #expect(names.contains(.name(name, in: directory)), "\(name)")
            }
        }
    }
}
