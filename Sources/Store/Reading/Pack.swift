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
        if isIntact, extent.isWithin(bytes.count) {
            return bytes[extent.offsetBytes..<extent.offsetBytes + extent.lengthBytes]
        }
        guard let content = checkedContent(of: extent) else {
            throw StoreError(.damaged, "pack \(id)")
        }
        return content
    }

    /// The bytes of an extent; nil when they are not those that were written.
    ///
    /// They are compared even when the pack is intact: the extents of rows are covered by no digest.
    func checkedContent(of extent: ContentExtent) -> ArraySlice<UInt8>? {
        guard extent.isWithin(bytes.count) else { return nil }
        let range = extent.offsetBytes..<extent.offsetBytes + extent.lengthBytes
        let digest = bytes.withUnsafeBytes {
            ContentDigest(of: UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        return digest == extent.digest ? bytes[range] : nil
    }
}
