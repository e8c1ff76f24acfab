/// Finds the entries of a zip archive.
enum ZipDirectory {
    /// The most that the list of an archive may take, in bytes.
    private static let maximumListBytes = 256 << 20

    /// The entries of the list at the end; nil when there is none, or it is damaged.
    static func entries(
        sizeBytes: Int, read: ZipArchive.Read
    ) throws -> [ZipArchive.Entry]? {
        let tailStart = max(0, sizeBytes - 65_557)
        let tail = try read(tailStart..<sizeBytes)
        guard let end = lastIndex(of: [0x50, 0x4B, 0x05, 0x06], in: tail), end + 22 <= tail.count
        else { return nil }
        var count = Int(tail.uint16(at: end + 10))
        var size = Int(tail.uint32(at: end + 12))
        var offset = Int(tail.uint32(at: end + 16))
        if let locator = lastIndex(of: [0x50, 0x4B, 0x06, 0x07], in: tail[..<end]),
            let place = Int(exactly: tail.uint64(at: locator + 8)), place >= 0,
            place <= sizeBytes - 56
        {
            let wide = try read(place..<(place + 56))
            guard wide.starts(with: [0x50, 0x4B, 0x06, 0x06]),
                let wideCount = Int(exactly: wide.uint64(at: 32)),
                let wideSize = Int(exactly: wide.uint64(at: 40)),
                let wideOffset = Int(exactly: wide.uint64(at: 48))
            else { return nil }
            (count, size, offset) = (wideCount, wideSize, wideOffset)
        }
        guard size <= maximumListBytes, offset >= 0, offset <= sizeBytes, size <= sizeBytes - offset
        else { return nil }
        let list = try read(offset..<(offset + size))
        var entries: [ZipArchive.Entry] = []
        var position = 0
        while position + 46 <= list.count, entries.count < count {
            guard let (entry, length) = listed(list, at: position, sizeBytes: sizeBytes) else {
                return nil
            }
            entries.append(entry)
            position += length
        }
        return entries.count == count ? entries : nil
    }

    /// The entries whose own headers are found, in order.
    static func scannedEntries(
        sizeBytes: Int, read: ZipArchive.Read
    ) throws -> [ZipArchive.Entry] {
        var entries: [ZipArchive.Entry] = []
        var position = 0
        while let found = try nextHeader(from: position, sizeBytes: sizeBytes, read: read) {
            position = found + 4
            let header = try read(found..<min(sizeBytes, found + 30 + 0xFFFF * 2))
            guard header.count >= 30 else { break }
            let nameBytes = Int(header.uint16(at: 26))
            let extraBytes = Int(header.uint16(at: 28))
            let dataStart = 30 + nameBytes + extraBytes
            guard dataStart <= header.count else { continue }
            var entry = ZipArchive.Entry(
                name: String(decoding: header[30..<(30 + nameBytes)], as: UTF8.self),
                method: header.uint16(at: 8), headerOffset: found,
                compressedBytes: Int(header.uint32(at: 18)),
                contentBytes: Int(header.uint32(at: 22)), checksum: header.uint32(at: 14))
            widen(&entry, from: header[(30 + nameBytes)..<dataStart])
            // Sizes that come behind the content are not known here.
            let hasSizes = header.uint16(at: 6) & 8 == 0
            guard hasSizes, entry.compressedBytes <= sizeBytes - found - dataStart else { continue }
            entries.append(entry)
            position = found + dataStart + entry.compressedBytes
        }
        return entries
    }

    /// True when the entry's own header is where the list says, and names it alike.
    static func isConfirmed(_ entry: ZipArchive.Entry, read: ZipArchive.Read) throws -> Bool {
        let name = Array(entry.name.utf8)
        let header = try read(entry.headerOffset..<(entry.headerOffset + 30 + name.count))
        return ZipArchive.isZip(header) && header.count == 30 + name.count
            && header[30...].elementsEqual(name)
    }

    private static func listed(
        _ list: [UInt8], at position: Int, sizeBytes: Int
    ) -> (entry: ZipArchive.Entry, length: Int)? {
        guard list[position...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else { return nil }
        let nameEnd = position + 46 + Int(list.uint16(at: position + 28))
        let extraEnd = nameEnd + Int(list.uint16(at: position + 30))
        let end = extraEnd + Int(list.uint16(at: position + 32))
        guard end <= list.count else { return nil }
        var entry = ZipArchive.Entry(
            name: String(decoding: list[(position + 46)..<nameEnd], as: UTF8.self),
            method: list.uint16(at: position + 10),
            headerOffset: Int(list.uint32(at: position + 42)),
            compressedBytes: Int(list.uint32(at: position + 20)),
            contentBytes: Int(list.uint32(at: position + 24)),
            checksum: list.uint32(at: position + 16))
        widen(&entry, from: list[nameEnd..<extraEnd])
        guard entry.headerOffset <= sizeBytes, entry.compressedBytes <= sizeBytes else {
            return nil
        }
        return (entry, end - position)
    }

    /// Takes the sizes that do not fit into 32 bits from the extra field.
    private static func widen(_ entry: inout ZipArchive.Entry, from extra: ArraySlice<UInt8>) {
        var rest = Array(extra)
        while rest.count >= 4 {
            let length = Int(rest.uint16(at: 2))
            guard 4 + length <= rest.count else { return }
            if rest.uint16(at: 0) == 1 {
                var values = Array(rest[4..<(4 + length)])
                func take(_ value: inout Int) {
                    guard value == Int(UInt32.max), values.count >= 8 else { return }
                    value = Int(exactly: values.uint64(at: 0)) ?? value
                    values.removeFirst(8)
                }
                take(&entry.contentBytes)
                take(&entry.compressedBytes)
                take(&entry.headerOffset)
                return
            }
            rest.removeFirst(4 + length)
        }
    }

    private static func nextHeader(
        from start: Int, sizeBytes: Int, read: ZipArchive.Read
    ) throws -> Int? {
        var position = start
        while position + 4 <= sizeBytes {
            let window = try read(position..<min(sizeBytes, position + (1 << 20)))
            if let found = window.firstRange(of: [0x50, 0x4B, 0x03, 0x04]) {
                return position + found.lowerBound
            }
            // A signature may lie across the end of a window.
            position += max(1, window.count - 3)
        }
        return nil
    }

    private static func lastIndex(of mark: [UInt8], in bytes: some Collection<UInt8>) -> Int? {
        let bytes = Array(bytes)
        return (0...max(0, bytes.count - mark.count)).last { bytes[$0...].starts(with: mark) }
    }
}

extension [UInt8] {
    /// A little-endian number; zero behind the end.
    func uint16(at offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: number(at: offset, 2)) }

    /// A little-endian number; zero behind the end.
    func uint32(at offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(at: offset, 4)) }

    /// A little-endian number; zero behind the end.
    func uint64(at offset: Int) -> UInt64 { number(at: offset, 8) }

    private func number(at offset: Int, _ width: Int) -> UInt64 {
        guard offset >= 0, offset + width <= count else { return 0 }
        return self[offset..<(offset + width)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
