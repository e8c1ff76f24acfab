internal import Fuse
internal import SystemPackage

extension MountOptions {
    /// The subtype by which mounts of this program are known.
    static let treeSubtype = "dossier"

    /// How a tree of a store is mounted: for its owner alone, and to be read.
    static func tree(of store: FilePath) -> MountOptions {
        MountOptions(
            source: store.string, subtype: treeSubtype, flags: [.safe, .readOnly])
    }
}
