/// Why a change of the tree is not possible.
public enum Refusal: String, Hashable, Sendable, CaseIterable {
    /// What is there is only read, or the mount is.
    case readOnly = "it cannot be written"
    /// Nothing of this kind can be made or changed there.
    case notPermitted = "this cannot be done there"
    /// The name is taken.
    case exists = "the name is taken"
    /// There are files in the directory.
    case notEmpty = "it is not empty"
    /// Nothing has the name.
    case missing = "nothing has this name"
    /// What has the name is no directory.
    case noDirectory = "it is no directory"
    /// The name is too long, or no name.
    case invalidName = "this is no name for a file"
    /// The file would be larger than what can be kept.
    case tooLarge = "it is larger than what can be kept"
    /// No space is left.
    case noSpace = "no space is left"
    /// Another process has been writing to the store for too long.
    case busy = "another process is writing to the store"
}
