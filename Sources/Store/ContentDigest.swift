internal import Crypto

/// The first 16 bytes of the SHA-256 digest of some content.
public struct ContentDigest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number of bytes.
    static let sizeBytes = 16

    /// The first eight bytes, big endian.
    let high: UInt64
    /// The last eight bytes, big endian.
    let low: UInt64

    /// The digest of bytes.
    init(of bytes: UnsafeRawBufferPointer) {
        var hash = SHA256()
        hash.update(bufferPointer: bytes)
        self = hash.finalize().withUnsafeBytes { ContentDigest(stored: $0) }
    }

    /// The digest of bytes.
    public init(of bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { ContentDigest(of: $0) }
    }

    /// Reads a digest from the first 16 of at least 16 bytes.
    init(stored bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count >= Self.sizeBytes, "a digest has 16 bytes")
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
        low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Calls `body` with the 16 bytes, most significant first.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }

    /// The 32 lowercase hex digits.
    public var description: String {
        withBytes { bytes in
            let digits = Array("0123456789abcdef".utf8)
            return String(
                decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
                as: UTF8.self)
        }
    }

    /// Orders by bytes.
    public static func < (left: ContentDigest, right: ContentDigest) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
