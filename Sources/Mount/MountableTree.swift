package import Store
package import Tree

/// What a mount asks of a tree: `Tree` answers it, and so does a tree in memory in the tests.
package protocol MountableTree: Sendable {
    /// The node of a number.
    func node(of inode: Inode) throws(TreeError) -> Node
    /// The entry of a name in a directory, hidden ones included; nil when there is none.
    func entry(named name: String, in inode: Inode) throws(TreeError) -> Entry?
    /// The entries that listing a directory shows, sorted by the bytes of their names.
    func entries(of inode: Inode) throws(TreeError) -> [Entry]
    /// Whether a directory may have an entry of this name that listing does not show.
    func hides(_ name: some Collection<UInt8>, in inode: Inode) -> Bool
    /// The bytes of a file from an offset on, fewer than asked only at the end of the file.
    func bytes(
        of inode: Inode, from offset: Int, maximumBytes: Int
    ) throws(TreeError) -> ArraySlice<UInt8>
    /// The target of a symbolic link.
    func target(of inode: Inode) throws(TreeError) -> String
    /// A number that differs from an earlier answer when the store was written in between.
    func dataVersion() throws(StoreError) -> Int64
    /// The number of the latest change of the store.
    func latestChange() throws(StoreError) -> ChangeRow.ID
    /// What changed in the tree after a change of the store.
    func changes(after id: ChangeRow.ID) throws(StoreError) -> TreeChanges
    /// Whether a number is that of a directory or a file which programs write, here or elsewhere.
    func isWritable(_ inode: Inode) -> Bool
    /// Whether names in a directory come and go without being told one by one.
    func isVolatile(_ inode: Inode) -> Bool
    /// The number of the latest change of what is written.
    func latestSuiteChange() throws(StoreError) -> FileChange.ID
    /// What changed in what is written after a change of it.
    func suiteChanges(after id: FileChange.ID) throws(StoreError) -> TreeChanges
}

extension MountableTree {
    package func isVolatile(_ inode: Inode) -> Bool { isWritable(inode) }
}

extension Tree: MountableTree {}
