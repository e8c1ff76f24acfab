internal import Crypto
internal import Foundation

/// Names from traces as names of files: deterministic, and safe for file systems, shells, terminals
/// and agents that obey certain files.
public enum SafeName {
    /// The longest name in bytes; longer ones are cut.
    public static let longestBytes = 240

    /// The name as one path component, from which `original` gives the name back.
    ///
    /// Escaped as `%2F`, byte for byte: `/`, `\`, `%`, hidden characters (`HiddenCharacters`, newline
    /// and tab), a leading `.`, `-`, `~` or space, a space at the end, and a `~` that could be taken
    /// for our own mark. Names that configure agents or tools (`CLAUDE.md`) or that the tree itself
    /// uses (`index.tsv`) get a leading `_`. More than 240 bytes are cut at a character and marked
    /// with `~` and ten hex digits of the name's SHA-256. An empty name is `%`.
    public static func component(_ name: String) -> String {
        guard !name.isEmpty else { return "%" }
        var safe = escaped(name)
        if ReservedNames.needsMark(safe) { safe = "_" + safe }
        guard safe.utf8.count > longestBytes else { return safe }
        return cut(safe, toBytes: longestBytes - 11) + "~" + digest(of: name)
    }

    /// The components of names that stand in one directory; equal ones, by bytes or by how they
    /// look without case, are told apart by `~` and ten hex digits, all but the first.
    ///
    /// O(n).
    public static func components(_ names: [String]) -> [String] {
        var used: Set<String> = []
        return names.map { name in
            let safe = component(name)
            // Swift compares texts by what they look like, which is what must differ here.
            if used.insert(safe.lowercased()).inserted { return safe }
            let marked = cut(safe, toBytes: longestBytes - 11) + "~" + digest(of: name)
            used.insert(marked.lowercased())
            return marked
        }
    }

    /// The name that a component was made of; nil for one that was cut or is no component.
    public static func original(of component: String) -> String? {
        if component == "%" { return "" }
        var bytes = Array(component.utf8)
        if isMarked(bytes) { return nil }
        if ReservedNames.isMarked(component) { bytes.removeFirst() }
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "%") else {
                output.append(bytes[index])
                index += 1
                continue
            }
            guard
                index + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            else { return nil }
            output.append(value)
            index += 3
        }
        return String(validating: output, as: UTF8.self)
    }

    /// A short name in lowercase kebab case, at most 48 bytes, of what a name says; letters and
    /// digits of every script are kept.
    ///
    /// Not reversible: the original is told in the page.
    public static func slug(_ name: String) -> String {
        Slug.text(of: name)
    }

    private static func escaped(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        var output = TextBuffer()
        let bytes = Array(name.utf8)
        let mark = isMarked(bytes) ? bytes.count - 11 : nil
        var offset = 0
        for (index, scalar) in scalars.enumerated() {
            let isEdge = index == 0 || index == scalars.count - 1
            let isUnsafe: Bool =
                switch scalar {
                case "/", "\\", "%", "\n", "\t": true
                case " ": isEdge
                case ".", "-": index == 0
                case "~": index == 0 || offset == mark
                default: HiddenCharacters.isHidden(scalar)
                }
            let encoded = Array(String(scalar).utf8)
            if isUnsafe {
                for byte in encoded { output.append("%" + hex(byte)) }
            } else {
                output.append(encoded)
            }
            offset += encoded.count
        }
        return output.text
    }

    private static func isMarked(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 11, bytes[bytes.count - 11] == UInt8(ascii: "~") else { return false }
        return bytes.suffix(10).allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
    }

    /// Cuts before the character, or the escape, that does not fit.
    private static func cut(_ text: String, toBytes count: Int) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > count else { return text }
        var end = count
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        for back in 1...2 where end >= back && bytes[end - back] == UInt8(ascii: "%") {
            end -= back
            break
        }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    private static func digest(of name: String) -> String {
        SHA256.hash(data: Data(name.utf8)).prefix(5).map(hex).joined().lowercased()
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count < 2 ? "0" + digits : digits
    }
}
