internal import Fuse
internal import SystemPackage

extension MountOptions {
    /// The subtype by which mounts of this program are known.
    static let treeSubtype = "dossier"

    /// How a tree of a store is mounted: for its owner alone.
    static func tree(of store: FilePath, isReadOnly: Bool) -> MountOptions {
        MountOptions(
            source: store.string, subtype: treeSubtype,
            flags: isReadOnly ? [.safe, .readOnly] : .safe)
    }
}
