/// Names of the files in which cases stand alone: `cases/<name>.yaml`.
public enum CaseFileName {
    /// The name of the file of a case, from which `caseName` gives the name back.
    ///
    /// Unsafe bytes are escaped as `%2F`, as names from traces are; a name that begins or ends like
    /// an editor's temporary file is escaped at that place, so that no case is taken for one.
    public static func file(forCase name: String) -> String { name + ".yaml" }

    /// The name of the case of a file; nil for a file that is no case.
    public static func caseName(ofFile name: String) -> String? { nil }

    /// True for names that editors and tools give to files which they rename or remove: `*~`,
    /// `.*.sw?`, `4913`, `.#*`, `#*#`, `sed??????`, `*.tmp.*`, `.goutputstream-*` and other hidden ones.
    public static func isTemporary(_ name: String) -> Bool { false }
}
