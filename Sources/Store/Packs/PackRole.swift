/// What a pack holds.
enum PackRole: String, CaseIterable {
    /// Raw records and their pieces.
    case record
    /// Files of interactions.
    case page
}
