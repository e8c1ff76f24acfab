/// The answer to what has changed.
public enum Changes: Hashable, Sendable {
    /// Everything that changed, in order; empty when nothing did.
    case rows([ChangeRow])
    /// Some of the changes are no longer known: whatever was remembered must be forgotten, and the
    /// next question asked from `latest`.
    case lost(latest: ChangeRow.ID)
}
