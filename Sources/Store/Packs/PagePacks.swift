internal import GRDB

/// The packs of files that one transaction adds: listed files together, hidden ones together, and
/// those of different accounts apart.
final class PagePacks {
    private let database: Database
    private let listed: PackWriter
    private let hidden: PackWriter
    private let verifier: PackVerifier?
    private var account: Int64?

    init(_ database: Database, ids: PackIDs, verifier: PackVerifier?) {
        self.database = database
        self.verifier = verifier
        listed = PackWriter(database, role: .page, ids: ids)
        hidden = PackWriter(database, role: .page, ids: ids)
    }

    /// Begins the files of an interaction.
    func begin(account: Int64) throws {
        if let last = self.account, last != account {
            try listed.finishPack()
            try hidden.finishPack()
        }
        self.account = account
    }

    /// Adds bytes and answers where they are.
    func add(_ bytes: UnsafeRawBufferPointer, isHidden: Bool) throws -> (Pack.ID, Int) {
        let place = try (isHidden ? hidden : listed).add(bytes)
        return (place.pack, place.offsetBytes)
    }

    /// True when content that is stored can be kept.
    func isReadable(_ extents: ArraySlice<ContentExtent>) throws -> Bool {
        try verifier?.isReadable(extents) ?? true
    }

    /// Stores everything that was added.
    func finish() throws {
        try listed.finish()
        try hidden.finish()
    }
}
