/// The files of a projection as a tree, in the order that a manifest has.
struct FileTree {
    /// A directory, file or link.
    struct Node {
        var name: [UInt8]
        var parent: Int
        var isHidden: Bool
        /// The place in the projection's files; nil for directories.
        var file: Int?
        var children: Range<Int> = 0..<0
    }

    /// The nodes, those of one directory together and sorted by name; the root is the first.
    private(set) var nodes: [Node] = []

    /// Throws `invalid` when a path is no path or means two things.
    init(_ files: [ProjectedFile], subject: String) throws(StoreError) {
        let root = try Self.branch(files, subject: subject)
        nodes = [Node(name: [], parent: 0, isHidden: false, file: nil)]
        var branches = [root]
        var next = 0
        while next < nodes.count {
            let children = branches[next].children.sorted {
                $0.key.lexicographicallyPrecedes($1.key)
            }
            let start = nodes.count
            for (name, branch) in children {
                nodes.append(
                    Node(name: name, parent: next, isHidden: branch.isHidden, file: branch.file))
                branches.append(branch)
            }
            nodes[next].children = start..<nodes.count
            next += 1
        }
    }

    /// The indexes of all files and links, depth first, as a process that walks the tree meets them.
    var walk: [Int] {
        var order: [Int] = []
        var pending = [0]
        while let index = pending.popLast() {
            if nodes[index].file != nil { order.append(index) }
            pending.append(contentsOf: nodes[index].children.reversed())
        }
        return order
    }

    /// A node while paths are added.
    private final class Branch {
        var children: [[UInt8]: Branch] = [:]
        var file: Int?
        var isHidden = true
    }

    private static func branch(
        _ files: [ProjectedFile], subject: String
    ) throws(StoreError) -> Branch {
        let root = Branch()
        for (index, file) in files.enumerated() {
            var branch = root
            let names = file.path.utf8.split(
                separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            for name in names {
                guard isSafe(name), branch.file == nil else {
                    throw StoreError(.invalid, subject, "one of its paths is no path")
                }
                let key = Array(name)
                let next = branch.children[key] ?? Branch()
                branch.children[key] = next
                if !file.isHidden { next.isHidden = false }
                branch = next
            }
            guard branch.file == nil, branch.children.isEmpty else {
                throw StoreError(.invalid, subject, "one of its paths means two things")
            }
            branch.file = index
        }
        return root
    }

    private static func isSafe(_ name: Substring.UTF8View) -> Bool {
        let dot = UInt8(ascii: ".")
        return (1...255).contains(name.count) && !name.contains(0)
            && !name.elementsEqual([dot]) && !name.elementsEqual([dot, dot])
    }
}
