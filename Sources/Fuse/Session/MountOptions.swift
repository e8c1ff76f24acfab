/// How a file system is mounted.
public struct MountOptions: Sendable {
    /// The options that are either there or not.
    public struct Flags: OptionSet, Hashable, Sendable {
        /// One bit for each option.
        public let rawValue: UInt32

        /// Options of these bits.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// Nothing can be changed: the kernel answers EROFS by itself.
        public static let readOnly = Flags(rawValue: 1 << 0)
        /// Reading does not change the time of access.
        public static let noAccessTimes = Flags(rawValue: 1 << 1)
        /// Set-user-id bits are ignored.
        public static let noSetUserID = Flags(rawValue: 1 << 2)
        /// Device nodes are ignored.
        public static let noDevices = Flags(rawValue: 1 << 3)
        /// Nothing is executed.
        public static let noExecution = Flags(rawValue: 1 << 4)
        /// The kernel checks permissions by mode and owner.
        public static let kernelPermissions = Flags(rawValue: 1 << 5)
        /// Other users are let in; without it not even root is.
        public static let allowsOthers = Flags(rawValue: 1 << 6)
        /// A helper process unmounts when this process ends in any way.
        public static let unmountsAtExit = Flags(rawValue: 1 << 7)

        /// What a mount of untrusted content should have.
        public static let safe: Flags = [
            .noAccessTimes, .noSetUserID, .noDevices, .noExecution, .kernelPermissions,
        ]

        private static let words: [(flag: Flags, word: String)] = [
            (.readOnly, "ro"), (.noAccessTimes, "noatime"), (.noSetUserID, "nosuid"),
            (.noDevices, "nodev"), (.noExecution, "noexec"),
            (.kernelPermissions, "default_permissions"), (.allowsOthers, "allow_other"),
            (.unmountsAtExit, "auto_unmount"),
        ]

        var words: [String] { Self.words.filter { contains($0.flag) }.map(\.word) }
    }

    /// What is mounted, as `mount` and `df` show it.
    public var source: String
    /// The kind of file system: it is shown as `fuse.` and this.
    public var subtype: String
    /// The options that are either there or not; the safe ones by default.
    public var flags: Flags
    /// Longest read request in bytes; nil, the default, leaves it to the kernel.
    public var longestReadBytes: Int?

    /// The options of a mount.
    public init(
        source: String, subtype: String, flags: Flags = .safe, longestReadBytes: Int? = nil
    ) {
        self.source = source
        self.subtype = subtype
        self.flags = flags
        self.longestReadBytes = longestReadBytes
    }

    /// The words after `-o`, separated by commas; a comma inside a word is escaped.
    var text: String {
        var words = ["fsname=\(source)", "subtype=\(subtype)"] + flags.words
        if let longestReadBytes { words.append("max_read=\(longestReadBytes)") }
        return words.map(Self.escaped).joined(separator: ",")
    }

    private static func escaped(_ word: String) -> String {
        word.reduce(into: "") { result, character in
            if character == "," || character == "\\" { result.append("\\") }
            result.append(character)
        }
    }
}
