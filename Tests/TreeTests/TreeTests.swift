import Foundation
import Store
import Testing
import Traces

@testable import Tree

@Suite struct TreeTests {
    private let sample: SampleStore
    private let tree: Tree
    private let files: [(path: String, node: Node)]

    init() throws {
        sample = try SampleStore.imported()
        tree = sample.tree
        files = try walk(tree)
    }

    @Test("a name is found exactly when it is listed, hidden rows aside")
    func listAndFind() throws {
        for directory in files where directory.node.kind == .directory {
            let inode = directory.node.inode
            for entry in try tree.entries(of: inode) {
                #expect(try tree.entry(named: entry.name, in: inode) == entry)
            }
            for name in ["", ".", "..", "nothing", "README.MD", "index.tsv ", "\u{fe0f}"] {
                #expect(try tree.entry(named: name, in: inode) == nil, "\(directory.path)/\(name)")
            }
        }
    }

    @Test("listings are sorted by bytes, and no name is there twice")
    func sortedNames() throws {
        for directory in files where directory.node.kind == .directory {
            let names = try tree.entries(of: directory.node.inode).map { Array($0.name.utf8) }
            #expect(names == names.sorted { $0.lexicographicallyPrecedes($1) })
            #expect(Set(names).count == names.count)
        }
    }

    @Test("the size of a file is the number of bytes that reading gives")
    func honestSizes() throws {
        for file in files where file.node.kind == .file {
            let bytes = try content(of: file.node, in: tree)
            #expect(bytes.count == file.node.sizeBytes, "\(file.path)")
        }
        for link in files where link.node.kind == .link {
            let target = try tree.target(of: link.node.inode)
            #expect(target.utf8.count == link.node.sizeBytes, "\(link.path)")
        }
    }

    @Test("a number tells the same node as the name does")
    func nodesByNumber() throws {
        for file in files {
            #expect(try tree.node(of: file.node.inode) == file.node, "\(file.path)")
        }
    }

    @Test("no two paths share a number, links to interactions aside")
    func uniqueNumbers() {
        let numbers = files.map(\.node.inode)
        #expect(Set(numbers).count == numbers.count)
    }

    @Test("a file reads the same in pieces as in one")
    func pieces() throws {
        for file in files where file.node.kind == .file && file.node.sizeBytes > 0 {
            let whole = try content(of: file.node, in: tree)
            var pieces: [UInt8] = []
            let length = max(1, whole.count / 3)
            while pieces.count < whole.count {
                pieces += try tree.bytes(
                    of: file.node.inode, from: pieces.count, maximumBytes: length)
            }
            #expect(pieces == whole, "\(file.path)")
            #expect(
                try tree.bytes(of: file.node.inode, from: whole.count, maximumBytes: 1).isEmpty)
        }
    }

    @Test("every link leads to something in the tree")
    func links() throws {
        let paths = Set(files.map(\.path))
        for link in files where link.node.kind == .link {
            let target = try tree.target(of: link.node.inode)
            let base = URL(filePath: "/" + link.path).deletingLastPathComponent()
            let resolved = base.appending(path: target).standardizedFileURL.path
            #expect(paths.contains(String(resolved.dropFirst())), "\(link.path) -> \(target)")
        }
    }

    @Test("every index has a line for each directory beside it, and as many columns as its header")
    func indexes() throws {
        for file in files where file.path.hasSuffix("index.tsv") {
            let text = String(decoding: try content(of: file.node, in: tree), as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let columns = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
            #expect(Set(columns.map(\.count)).count == 1, "\(file.path)")
            let base = file.path.dropLast("index.tsv".count)
            for row in columns.dropFirst() {
                #expect(files.contains { $0.path == "\(base)\(row[0])" }, "\(file.path): \(row[0])")
            }
        }
    }

    @Test("the readme of the root fits on a screen and names every directory of the root")
    func readme() throws {
        let readme = try #require(files.first { $0.path == "README.md" })
        let text = String(decoding: try content(of: readme.node, in: tree), as: UTF8.self)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
        for entry in try tree.entries(of: .root) where entry.node.kind == .directory {
            #expect(text.contains("`\(entry.name)/`"))
        }
    }

    @Test("raw records are found by name, not listed, and are the size that they say")
    func rawRecords() throws {
        let interaction = try #require(
            files.first { $0.path.hasPrefix("investigations/") && $0.path.hasSuffix("/trace.md") })
        let path = interaction.path.dropLast("/trace.md".count)
        let directory = try #require(files.first { $0.path == path }).node.inode
        let raw = try #require(try tree.entry(named: ".raw", in: directory))
        #expect(try tree.entries(of: directory).contains { $0.name == ".raw" } == false)
        let entries = try tree.entries(of: raw.node.inode)
        #expect(!entries.isEmpty)
        for entry in entries {
            #expect(try tree.entry(named: entry.name, in: raw.node.inode) == entry)
            #expect(try content(of: entry.node, in: tree).count == entry.node.sizeBytes)
            #expect(try tree.node(of: entry.node.inode) == entry.node)
        }
    }

    @Test("a number of nothing, and questions of the wrong kind, get an error that says so")
    func errors() throws {
        let nothing = Inode(rawValue: 0xfe << 56)
        #expect(throws: TreeError.noSuchInode(nothing)) { try tree.node(of: nothing) }
        let file = try #require(files.first { $0.node.kind == .file }).node.inode
        #expect(throws: TreeError.notADirectory(file)) { try tree.entries(of: file) }
        #expect(throws: TreeError.notALink(file)) { try tree.target(of: file) }
        #expect(throws: TreeError.notAFile(.root)) {
            try tree.bytes(of: .root, from: 0, maximumBytes: 1)
        }
    }

    @Test("another account sees none of it, by name or by number")
    func otherAccount() throws {
        let other = Tree(sample.store.reader(account: "other"))
        #expect(try walk(other).contains { $0.path.contains("20") } == false)
        // An empty list of unfinished interactions is the same for everybody, and so are playbooks.
        for file in files
        where file.path.contains("/") && !file.path.hasPrefix("live/")
            && !file.path.hasPrefix("playbooks/")
        {
            #expect(throws: TreeError.self, "\(file.path)") {
                switch file.node.kind {
                case .file:
                    _ = try other.bytes(of: file.node.inode, from: 0, maximumBytes: 1 << 20)
                case .directory: _ = try other.entries(of: file.node.inode)
                case .link: _ = try other.target(of: file.node.inode)
                }
            }
        }
    }
}
