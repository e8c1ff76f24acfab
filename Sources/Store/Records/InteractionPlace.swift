/// Where an interaction is listed: fixed when it is first given, never changed afterwards.
public struct InteractionPlace: Hashable, Sendable {
    /// The day of its directory.
    public var day: Day
    /// The name of its directory, `143205-incident-chat-3f9a2c1d`; unique in the whole store.
    public var name: String

    /// Creates a place.
    public init(day: Day, name: String) {
        self.day = day
        self.name = name
    }

    /// The path below the directory of the kind, `2026-11-20/143205-incident-chat-3f9a2c1d`.
    public var path: String { "\(day)/\(name)" }

    /// The name of a link to it from a conversation, `2026-11-20-143205-incident-chat-3f9a2c1d`.
    public var linkName: String { "\(day)-\(name)" }
}
