/// Bytes that are read one field after another; throws `damaged` where they do not fit.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    /// What the bytes are, for errors.
    private let subject: String

    init(_ bytes: ArraySlice<UInt8>, subject: String) {
        self.bytes = bytes
        self.subject = subject
        position = bytes.startIndex
    }

    init(_ bytes: [UInt8], subject: String) {
        self.init(bytes[...], subject: subject)
    }

    /// The error for bytes that make no sense.
    var damage: StoreError { StoreError(.damaged, subject) }

    /// The number of bytes that are left.
    var remaining: Int { bytes.endIndex - position }

    mutating func byte() throws(StoreError) -> UInt8 {
        guard position < bytes.endIndex else { throw damage }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func varint() throws(StoreError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
        throw damage
    }

    mutating func count() throws(StoreError) -> Int {
        guard let value = Int(exactly: try varint()) else { throw damage }
        return value
    }

    /// A number of things that follow, each of at least one byte: never more than bytes are left.
    mutating func length() throws(StoreError) -> Int {
        let value = try count()
        guard value <= remaining else { throw damage }
        return value
    }

    mutating func signed() throws(StoreError) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func fixed() throws(StoreError) -> UInt64 {
        let field = try raw(8)
        return field.reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func digest() throws(StoreError) -> ContentDigest {
        try raw(ContentDigest.sizeBytes).withUnsafeBytes { ContentDigest(stored: $0) }
    }

    mutating func raw(_ count: Int) throws(StoreError) -> ArraySlice<UInt8> {
        guard count <= remaining else { throw damage }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
