/// A directory, file or link of an interaction.
public struct ManifestEntry: Hashable, Sendable {
    /// What an entry is.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// A directory.
        case directory = 0
        /// A regular file.
        case file = 1
        /// A symbolic link.
        case link = 2
    }

    /// What the entry is.
    public internal(set) var kind: Kind
    /// True when the entry is reached by name but not listed.
    public internal(set) var isHidden: Bool
    /// The index of its directory; zero for the root itself.
    public internal(set) var parent: Int
    /// The indexes of a directory's entries, in the order of their names' bytes; empty for others.
    public internal(set) var children: Range<Int>
    /// The size of a file, or of a link's target, in bytes; zero for directories.
    public internal(set) var sizeBytes: Int
    /// The modification time in nanoseconds since the epoch.
    public internal(set) var modifiedNs: Int64
    /// The identity, equal in every projection in which the entry is the same.
    public internal(set) var identity: EntryIdentity
    /// The indexes of a file's extents.
    var extents: Range<Int>
    /// Where the name stands in the manifest's text.
    var name: Range<Int>
    /// Where a link's target stands in the manifest's text.
    var target: Range<Int>
}
