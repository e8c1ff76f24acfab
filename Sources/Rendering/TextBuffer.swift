/// Text under construction, as UTF-8 bytes: pages are long, and joining strings is slow.
struct TextBuffer {
    /// What has been written.
    var bytes: [UInt8] = []

    /// Writes a text as it is.
    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Writes bytes as they are.
    mutating func append(_ slice: some Sequence<UInt8>) {
        bytes.append(contentsOf: slice)
    }

    /// Writes one ASCII character.
    mutating func append(_ character: Unicode.Scalar) {
        bytes.append(UInt8(ascii: character))
    }

    /// Writes spaces.
    mutating func indent(_ columns: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: columns))
    }

    /// Writes a text and ends the line.
    mutating func line(_ text: String = "") {
        append(text)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Writes content: every line that is not empty is indented, the last one is ended.
    mutating func content(_ text: [UInt8], indent columns: Int) {
        guard !text.isEmpty else { return }
        bytes.reserveCapacity(bytes.count + text.count + text.count / 8)
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if !line.isEmpty {
                indent(columns)
                bytes.append(contentsOf: line)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        if text.last == UInt8(ascii: "\n") { bytes.removeLast() }
    }

    /// Ends the last line where it is not ended.
    mutating func endLine() {
        if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    }

    /// What has been written, as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
