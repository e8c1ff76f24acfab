/// Where a stretch of a file's content is kept.
public struct ContentExtent: Hashable, Sendable {
    /// Every extent of a file but the last has this length, so that the extent of an offset is known.
    public static let maximumLengthBytes = 262_144

    /// The pack.
    public var pack: Pack.ID
    /// The offset in the decompressed pack, in bytes.
    public var offsetBytes: Int
    /// The length, in bytes.
    public var lengthBytes: Int
    /// The digest of the bytes.
    public var digest: ContentDigest

    /// True when a pack of this length has all of the bytes; damaged numbers may say anything.
    func isWithin(_ packBytes: Int) -> Bool {
        (0...packBytes).contains(offsetBytes)
            && (0...packBytes - offsetBytes).contains(lengthBytes)
    }
}
