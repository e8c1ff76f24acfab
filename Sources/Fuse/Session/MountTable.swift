internal import Glibc
public import SystemPackage

/// What is mounted where, as the kernel tells this process.
public struct MountTable: Sendable {
    /// Number of the device of a file system, different for each mounted one.
    public struct Device: Hashable, Sendable {
        /// First part of the number.
        public let major: UInt32
        /// Second part of the number; of a FUSE file system also the number of its connection.
        public let minor: UInt32
    }

    /// One mounted file system.
    public struct Row: Hashable, Sendable {
        /// Number of its device.
        public let device: Device
        /// Where it is mounted.
        public let path: FilePath
        /// Kind, as `ext4` or `fuse.` and a subtype.
        public let type: String
        /// What is mounted: a device or a name.
        public let source: String
        /// Options of the mount, separated by commas.
        public let options: String
        /// Options of the file system, separated by commas.
        public let fileSystemOptions: String
    }

    /// All mounts, in the order in which they were made.
    public let rows: [Row]

    /// Reads the text of /proc/self/mountinfo; lines that are none of its are left out.
    public init(parsing text: [UInt8]) {
        rows = text.split(separator: UInt8(ascii: "\n")).compactMap(Self.row)
    }

    /// The mounts that this process sees now.
    /// - Throws: why /proc/self/mountinfo cannot be read.
    public static func current() throws(Errno) -> MountTable {
        MountTable(parsing: try bytes(of: "/proc/self/mountinfo"))
    }

    /// The mount that is seen at exactly this path: the last one made there.
    public func top(at path: FilePath) -> Row? {
        rows.last { $0.path == path }
    }

    private static func row(_ line: ArraySlice<UInt8>) -> Row? {
        let fields = line.split(separator: UInt8(ascii: " "))
        guard fields.count >= 10, let dash = fields.dropFirst(6).firstIndex(of: [45]),
            fields.count > dash + 3, let device = device(fields[2])
        else { return nil }
        return Row(
            device: device, path: FilePath(text(fields[4])), type: text(fields[dash + 1]),
            source: text(fields[dash + 2]), options: text(fields[5]),
            fileSystemOptions: text(fields[dash + 3]))
    }

    private static func device(_ field: ArraySlice<UInt8>) -> Device? {
        let parts = text(field).split(separator: ":")
        guard parts.count == 2, let major = UInt32(parts[0]), let minor = UInt32(parts[1]) else {
            return nil
        }
        return Device(major: major, minor: minor)
    }

    /// The text of a field: the kernel writes blank, tab, newline, backslash and `#` as three octal digits.
    private static func text(_ field: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        var rest = field
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            let isEscape =
                byte == UInt8(ascii: "\\") && digits.count == 3
                && digits.allSatisfy { (48...55).contains($0) }
            guard isEscape else {
                bytes.append(byte)
                continue
            }
            bytes.append(digits.reduce(0) { $0 &* 8 &+ ($1 - 48) })
            rest = rest.dropFirst(3)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The whole content of a file of /proc: its size is not known before.
    private static func bytes(of path: FilePath) throws(Errno) -> [UInt8] {
        let descriptor = Glibc.open(path.string, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { return all }
            if count < 0 { throw Errno(rawValue: errno) }
            all += piece[..<count]
        }
    }
}
