/// Names of the files in which cases stand alone: `cases/<name>.yaml`.
///
/// The rules for names from traces (`SafeName` in Rendering) hold here too, and more: a case's file
/// must not look like a temporary file of an editor, and its name must lead back to the case.
public enum CaseFileName {
    /// The longest name of a file in bytes, so that editors can put their own marks behind it.
    public static let longestBytes = 240
    private static let suffix = ".yaml"

    /// The name of the file of a case; nil for a name that no file can carry: an empty one, or one
    /// that is too long.
    ///
    /// Escaped byte by byte as `%2F`: `/`, `\`, `%`, control and hidden characters, a point, dash,
    /// tilde, space or `#` at the beginning, a space at the end, and whatever would make the name
    /// look like a temporary file. All other names are the file's name as they are.
    public static func file(forCase name: String) -> String? {
        guard !name.isEmpty else { return nil }
        var file = escaped(name) + suffix
        if isTemporary(file) { file = escaped(name).replacing(".", with: "%2E") + suffix }
        if isReserved(file), let first = file.utf8.first {
            file = "%" + hex(first) + file.dropFirst()
        }
        return file.utf8.count <= longestBytes ? file : nil
    }

    /// The name of the case of a file; nil for a file that is no case: another ending, a temporary
    /// name, a `%` without its digits.
    ///
    /// `file(forCase:)` of the result may differ from `file` in what is escaped; two files of one
    /// directory whose names come out the same are the same case.
    public static func caseName(ofFile file: String) -> String? {
        guard file.hasSuffix(suffix), !isTemporary(file) else { return nil }
        guard file.utf8.contains(UInt8(ascii: "%")) else {
            let name = Substring(file.utf8.dropLast(suffix.utf8.count))
            return name.isEmpty ? nil : String(name)
        }
        let bytes = Array(file.utf8.dropLast(suffix.utf8.count))
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "%") {
                output.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.count,
                let byte = UInt8(
                    String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            else { return nil }
            output.append(byte)
            index += 3
        }
        guard let name = String(validating: output, as: UTF8.self), !name.isEmpty else {
            return nil
        }
        return name
    }

    /// True for names that editors and tools give to files which they rename or remove: `*~`,
    /// `.*.sw?`, `4913`, `.#*`, `#*#`, `sed??????`, `*.tmp.*`, `.goutputstream-*` and other hidden ones.
    public static func isTemporary(_ name: String) -> Bool {
        // Asked of every file, so that bytes are compared and not texts.
        let bytes = name.utf8
        let point = UInt8(ascii: ".")
        let hash = UInt8(ascii: "#")
        if bytes.first == point || bytes.last == UInt8(ascii: "~") { return true }
        if bytes.first == hash, bytes.last == hash { return true }
        if bytes.count == 4, bytes.elementsEqual("4913".utf8) { return true }
        if bytes.count == 9, bytes.starts(with: "sed".utf8), !bytes.contains(point) { return true }
        var rest = bytes[...]
        while let index = rest.firstIndex(of: point) {
            rest = rest[index...].dropFirst()
            guard rest.starts(with: "tmp".utf8) else { continue }
            if rest.count == 3 || rest.dropFirst(3).first == UInt8(ascii: ".") { return true }
        }
        return false
    }

    /// Names that agents and tools obey, with our suffix taken into account.
    private static func isReserved(_ file: String) -> Bool {
        file.utf8.count == 8
            && ["con.yaml", "nul.yaml", "aux.yaml", "prn.yaml"].contains(file.lowercased())
    }

    private static func escaped(_ name: String) -> String {
        if isPlain(name) { return name }
        let scalars = Array(name.unicodeScalars)
        var output = ""
        for (index, scalar) in scalars.enumerated() {
            let isUnsafe =
                switch scalar {
                case "/", "\\", "%": true
                case ".", "-", "~", "#": index == 0
                case " ": index == 0 || index == scalars.count - 1
                default: isHidden(scalar)
                }
            if isUnsafe {
                for byte in String(scalar).utf8 { output += "%" + hex(byte) }
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// Whether a name has nothing but ASCII letters, digits and underscores, and points and dashes behind the first
    /// character: nothing to escape, told without a look at every character's properties.
    private static func isPlain(_ name: String) -> Bool {
        guard name.utf8.first != UInt8(ascii: "."), name.utf8.first != UInt8(ascii: "-") else {
            return false
        }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
    }

    /// Control, format and other characters that nobody sees.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            true
        default: false
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count < 2 ? "0" + digits : digits
    }
}
