/// Content of many files that is compressed together, decompressed.
public struct Pack: Hashable, Sendable, Identifiable {
    /// The identity of a pack.
    public typealias ID = Int64

    /// The identity of the pack.
    public let id: ID
    /// The bytes; trust them only when the pack is intact.
    public let bytes: [UInt8]
    /// True when the bytes are those that were written; else each extent has to be checked.
    public let isIntact: Bool

    /// The bytes of an extent of this pack; throws `damaged` when they are not those that were written.
    public func content(of extent: ContentExtent) throws(StoreError) -> ArraySlice<UInt8> {
        precondition(extent.pack == id, "the extent belongs to the pack")
        let range = extent.offsetBytes..<extent.offsetBytes + extent.lengthBytes
        guard range.upperBound <= bytes.count else { throw damage }
        guard !isIntact else { return bytes[range] }
        let digest = bytes.withUnsafeBytes {
            ContentDigest(of: UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        guard digest == extent.digest else { throw damage }
        return bytes[range]
    }

    private var damage: StoreError { StoreError(.damaged, "pack \(id)") }
}
