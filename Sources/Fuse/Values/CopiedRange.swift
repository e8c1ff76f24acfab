/// A range of one file that is to be copied to another, as of copy_file_range(2).
public struct CopiedRange: Hashable, Sendable {
    /// The file to copy from.
    public let source: InodeNumber
    /// Where the range begins in the source.
    public let sourceOffset: Int64
    /// The opening of the source.
    public let sourceFile: OpenFile
    /// The file to copy to.
    public let target: InodeNumber
    /// Where the copy begins in the target.
    public let targetOffset: Int64
    /// The opening of the target.
    public let targetFile: OpenFile
    /// Length in bytes.
    public let lengthBytes: Int
}
