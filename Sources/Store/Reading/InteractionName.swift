/// What a listing of a day shows of an interaction.
public struct InteractionName: Hashable, Sendable, Identifiable {
    /// The interaction.
    public var id: TraceRow.ID
    /// The name of its directory.
    public var name: String
    /// Its current projection.
    public var projection: Manifest.ID
    /// The modification time of its directory in nanoseconds since the epoch.
    public var modifiedNs: Int64
}
