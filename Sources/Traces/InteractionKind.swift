/// Which directory an interaction is listed in.
public enum InteractionKind: String, Hashable, Sendable, CaseIterable {
    /// Any interaction.
    case interaction
    /// A run that ends in a report.
    case investigation
}
