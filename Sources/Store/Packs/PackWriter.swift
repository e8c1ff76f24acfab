internal import GRDB

/// Collects content into packs and stores them, within one transaction.
final class PackWriter {
    /// Packs are this long before compression, or a little longer.
    static let targetBytes = 262_144
    /// How many packs may wait for compression, which bounds the memory.
    private static let maximumPending = 6

    private let database: Database
    private let role: PackRole
    private let ids: PackIDs
    /// Called when a pack's row is there, so that rows may refer to it.
    private let stored: (Pack.ID) throws -> Void
    private var current: Pack.ID?
    private var raw: [UInt8] = []
    private var pending: [PackCompression] = []

    init(
        _ database: Database, role: PackRole, ids: PackIDs,
        stored: @escaping (Pack.ID) throws -> Void = { _ in }
    ) {
        self.database = database
        self.role = role
        self.ids = ids
        self.stored = stored
    }

    /// Adds bytes, all in one pack, and answers where they are.
    func add(_ bytes: UnsafeRawBufferPointer) throws -> (pack: Pack.ID, offsetBytes: Int) {
        if raw.count + bytes.count > Self.targetBytes, raw.count >= Self.targetBytes / 2 {
            try finishPack()
        }
        let id = current ?? ids.next()
        if current == nil {
            current = id
            raw.reserveCapacity(Self.targetBytes)
        }
        let offset = raw.count
        raw.append(contentsOf: bytes)
        if raw.count >= Self.targetBytes { try finishPack() }
        return (id, offset)
    }

    /// Ends the pack that is being filled, if any.
    func finishPack() throws {
        guard let id = current else { return }
        pending.append(PackCompression(id: id, role: role, raw: raw))
        raw = []
        current = nil
        if pending.count > Self.maximumPending { try store(pending.removeFirst()) }
    }

    /// Stores everything that was added.
    func finish() throws {
        try finishPack()
        for compression in pending { try store(compression) }
        pending = []
    }

    private func store(_ compression: PackCompression) throws {
        let result = compression.wait()
        try Query(
            database,
            "INSERT INTO pack (id, role, rawBytes, digest, data, isCounted) VALUES (?, ?, ?, ?, ?, 1)"
        ).run(
            [
                .int(compression.id), .text(compression.role.rawValue), .int(compression.rawBytes),
                .digest(result.digest), .blob(result.data),
            ])
        try stored(compression.id)
    }
}
