internal import Store
internal import Traces

extension Tree {
    /// How many past projections are asked for at once.
    private static let pastCount = 64

    /// Whether a directory may have an entry of this name that listing does not show.
    public func hides(_ name: some Collection<UInt8>, in directory: Inode) -> Bool {
        switch Address(directory) {
        case .live: true
        case .interaction, .liveDirectory, .projected:
            name.first != UInt8(ascii: ".") || name.elementsEqual(InteractionLayout.rawName.utf8)
        default: false
        }
    }

    /// The entry that a name had in a past projection, while that is kept: the names of steps move when an
    /// earlier step comes late, and whoever has listed the old ones still finds what they were.
    func pastEntry(named name: String, of directory: ProjectedDirectory) throws -> Entry? {
        guard name.utf8.first != UInt8(ascii: "."),
            let current = try manifest(directory.trace.projection)
        else { return nil }
        let parent = current.path(at: directory.index)
        let path = parent.isEmpty ? name : "\(parent)/\(name)"
        // Those of the time before it got its place too: a path through `live` leads here then. All of them: a busy
        // trace has hundreds in the time for which they are kept.
        var next = directory.trace.projection
        while true {
            let past = try reader.projections(
                of: directory.trace.id, before: next, limit: Self.pastCount)
            for id in past {
                guard let manifest = try manifest(id), let index = manifest.index(ofPath: path),
                    !manifest.entry(at: index).isHidden
                else { continue }
                return Entry(name: name, node: node(of: manifest.entry(at: index)))
            }
            guard let last = past.last, past.count == Self.pastCount else { return nil }
            next = last
        }
    }
}
