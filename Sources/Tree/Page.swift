/// A page as it was rendered for one number, for as long as anybody may read it.
struct Page: Sendable {
    /// What was told of it.
    let node: Node
    let bytes: [UInt8]
}
