/// A parsed document: its source and the tape of its values in the order of the source.
///
/// A scalar takes one entry (start, end). A container takes an opening entry (start, index of its
/// closing entry), the entries of its content, and a closing entry (end, number of values). A member
/// is the entry of its name followed by its value. The kind of a value is told by its first byte.
final class JSONStorage: Sendable {
    struct Entry {
        /// The offset of the first byte; for a closing entry, the offset behind the container.
        var start: UInt32
        /// The offset behind a scalar, the index of the closing entry, or a closing entry's count.
        var extent: UInt32
    }

    /// Set in a closing entry's count when the source ended or broke inside the container.
    static let incompleteFlag: UInt32 = 1 << 31

    let source: JSONSource
    let entries: [Entry]
    let failure: JSONError?

    init(source: JSONSource, entries: [Entry], failure: JSONError?) {
        self.source = source
        self.entries = entries
        self.failure = failure
    }

    func firstByte(at index: Int) -> UInt8 { source.bytes[Int(entries[index].start)] }

    func isContainer(at index: Int) -> Bool {
        let byte = firstByte(at: index)
        return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    /// The index of the entry behind the value at `index`.
    func next(after index: Int) -> Int {
        isContainer(at: index) ? Int(entries[index].extent) + 1 : index + 1
    }

    func range(at index: Int) -> Range<Int> {
        let entry = entries[index]
        let end = isContainer(at: index) ? entries[Int(entry.extent)].start : entry.extent
        return Int(entry.start)..<Int(end)
    }
}
