/// What an entry of a manifest is, over all projections: one revision of one file, or a directory.
///
/// The entry at `index` of the manifest of `projection` has the same identity, and the same bytes.
public struct EntryIdentity: Hashable, Sendable {
    /// The projection in which the entry first appeared in this form.
    public var projection: Manifest.ID
    /// The entry's index there.
    public var index: Int
}
