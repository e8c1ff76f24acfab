internal import GRDB
internal import Traces

/// The log of changes, which other processes follow.
enum ChangeLog {
    /// How many changes are kept; who is further behind starts again.
    static let maximumCount: Int64 = 100_000

    /// The numbers of the types, as they are stored.
    private enum Kind: Int64 {
        case interactionAdded = 1
        case interactionChanged = 2
        case interactionRemoved = 3
        case day = 4
        case conversation = 5
        case live = 32
        case liveMoved = 33
        case unplacedChanged = 34
    }

    /// Adds a change.
    static func add(
        _ subject: ChangeRow.Subject, account: Int64, _ database: Database
    ) throws {
        let query = try Query(
            database,
            """
            INSERT INTO change
                (account, type, subject, kind, day, name, oldProjection, newProjection, isNew)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        func run(
            _ type: Kind, _ subject: Int64, _ kind: InteractionKind?, _ day: Day?, _ name: String?,
            _ old: Manifest.ID?, _ new: Manifest.ID?, isNew: Bool
        ) throws {
            try query.run(
                [
                    .int(account), .int(type.rawValue), .int(subject),
                    .text(orNull: kind?.rawValue),
                    .int(orNull: day.map { Int64($0.number) }), .text(orNull: name),
                    .int(orNull: old), .int(orNull: new), .int(isNew ? 1 : 0),
                ])
        }
        switch subject {
        case .interactionAdded(let id, let kind, let place, let new):
            try run(.interactionAdded, id, kind, place.day, place.name, nil, new, isNew: true)
        case .interactionChanged(let id, let kind, let place, let old, let new):
            try run(.interactionChanged, id, kind, place.day, place.name, old, new, isNew: false)
        case .interactionRemoved(let id, let kind, let place, let old):
            try run(.interactionRemoved, id, kind, place.day, place.name, old, nil, isNew: false)
        case .day(let kind, let day, let isNew):
            try run(.day, 0, kind, day, nil, nil, nil, isNew: isNew)
        case .conversation(let id, let name, let isNew):
            try run(.conversation, id, nil, nil, name, nil, nil, isNew: isNew)
        case .live(let id, let name, let isNew, let hasMoved):
            try run(hasMoved ? .liveMoved : .live, id, nil, nil, name, nil, nil, isNew: isNew)
        case .unplacedChanged(let id, let old, let new):
            try run(.unplacedChanged, id, nil, nil, nil, old, new, isNew: false)
        }
    }

    /// Forgets the changes beyond the bound.
    static func prune(_ database: Database) throws {
        try Query(
            database, "DELETE FROM change WHERE id <= (SELECT max(id) FROM change) - ?"
        ).run([.int(maximumCount)])
    }

    /// The columns that `row(_:)` reads.
    static let columns = "id, type, subject, kind, day, name, oldProjection, newProjection, isNew"

    /// A change from a row of `columns`.
    static func row(_ row: ResultRow) throws -> ChangeRow {
        let id = row.int(0)
        guard let type = Kind(rawValue: row.int(1)) else { throw damage(id) }
        func place() throws -> (InteractionKind, InteractionPlace) {
            guard let kind = InteractionKind(rawValue: row.text(3)) else { throw damage(id) }
            return (kind, InteractionPlace(day: Day(number: row.count(4)), name: row.text(5)))
        }
        let subject: ChangeRow.Subject
        switch type {
        case .interactionAdded:
            let (kind, place) = try place()
            subject = .interactionAdded(row.int(2), kind, place, row.int(7))
        case .interactionChanged:
            let (kind, place) = try place()
            subject = .interactionChanged(
                row.int(2), kind, place, from: row.int(6), to: row.int(7))
        case .interactionRemoved:
            let (kind, place) = try place()
            subject = .interactionRemoved(row.int(2), kind, place, row.int(6))
        case .day:
            let (kind, place) = try place()
            subject = .day(kind, place.day, isNew: row.int(8) == 1)
        case .conversation:
            subject = .conversation(row.int(2), name: row.text(5), isNew: row.int(8) == 1)
        case .live, .liveMoved:
            subject = .live(
                row.int(2), name: row.text(5), isNew: row.int(8) == 1,
                hasMoved: type == .liveMoved)
        case .unplacedChanged:
            subject = .unplacedChanged(row.int(2), from: row.int(6), to: row.int(7))
        }
        return ChangeRow(id: id, subject: subject)
    }

    private static func damage(_ id: Int64) -> StoreError { StoreError(.damaged, "change \(id)") }
}
