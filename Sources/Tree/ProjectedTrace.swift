internal import Store
internal import Traces

/// A trace with the projection that is shown of it now.
struct ProjectedTrace {
    /// The trace's row id.
    let id: Int64
    /// The projection.
    let projection: Manifest.ID
    /// When its directory last changed, in nanoseconds since the epoch.
    let modifiedNs: Int64

    /// What is shown of an interaction that has its permanent place.
    init(_ row: InteractionRow) {
        id = row.id
        projection = row.projection
        modifiedNs = row.modifiedNs
    }

    /// What a manifest shows.
    init(_ manifest: Manifest) {
        id = manifest.interaction
        projection = manifest.id
        modifiedNs = manifest.entry(at: 0).modifiedNs
    }
}

extension Tree {
    /// The trace of a row id as it is shown in its permanent place, or among the unfinished ones.
    func projectedTrace(_ id: Int64) throws -> ProjectedTrace {
        do {
            return ProjectedTrace(try interaction(id))
        } catch TreeError.noSuchInode {
            return try unplacedTrace(id)
        }
    }

    /// The trace of a row id as it was last shown without a permanent place.
    func unplacedTrace(_ id: Int64) throws -> ProjectedTrace {
        guard let projection = try reader.unplacedProjection(of: id),
            let manifest = try manifest(projection)
        else { throw TreeError.noSuchInode(Address.liveDirectory(id).inode) }
        return ProjectedTrace(manifest)
    }

    /// The trace of a manifest as it is shown now, in the directory that the manifest is of.
    func currentTrace(of manifest: Manifest) throws -> ProjectedTrace {
        manifest.isPlaced
            ? ProjectedTrace(try interaction(manifest.interaction))
            : try unplacedTrace(manifest.interaction)
    }
}
