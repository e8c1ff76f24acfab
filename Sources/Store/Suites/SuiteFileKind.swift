/// What the name of a file in a suite makes of it.
public enum SuiteFileKind: Hashable, Sendable {
    /// A case: it has revisions, and the runner runs it.
    case testCase
    /// `suite.yaml`, which has revisions.
    case definition
    /// `order.txt`, which has revisions.
    case order
    /// What was kept of two changes of one case at once.
    case conflict
    /// What programs write on their way to a save; forgotten when it was not used for a day.
    case temporary
    /// Anything else: kept as it is.
    case other

    /// The ending of the names of cases.
    public static let caseEnding = ".yaml"
    /// The name of the file that says what the suite tests, and how.
    public static let definitionName = "suite.yaml"
    /// The name of the file of the order.
    public static let orderName = "order.txt"

    /// What a name in a directory makes of a file.
    public init(_ place: SuitePlace) {
        let name = Array(place.name.utf8)
        if Self.isTemporary(name) {
            self = .temporary
        } else if place.directory == .suite {
            self =
                place.name == Self.definitionName
                ? .definition : place.name == Self.orderName ? .order : .other
        } else if !Self.has(name, ending: Self.caseEnding) {
            self = .other
        } else {
            self = Self.isConflict(name) ? .conflict : .testCase
        }
    }

    /// Whether files of this kind have revisions.
    public var hasRevisions: Bool {
        switch self {
        case .testCase, .definition, .order: true
        case .conflict, .temporary, .other: false
        }
    }

    /// Whether a name in a suite's own directory is that of a file which every suite has.
    public static func isNamed(_ name: String) -> Bool {
        name.utf8.elementsEqual(definitionName.utf8) || name.utf8.elementsEqual(orderName.utf8)
    }

    /// The name under which another version of a case is kept, by the time in UTC.
    public static func conflictName(of name: String, time: String, number: Int) -> String {
        let ending = name.hasSuffix(caseEnding) ? caseEnding : ""
        let stem = name.utf8.prefix(min(name.utf8.count - ending.utf8.count, 180))
        let text = String(decoding: stem, as: UTF8.self)
        return "\(text).conflict-\(time)\(number > 1 ? "-\(number)" : "")\(ending)"
    }

    private static func isConflict(_ name: [UInt8]) -> Bool {
        String(decoding: name, as: UTF8.self).contains(
            /\.conflict-\d{8}T\d{6}(?:-\d+)?\.yaml$/)
    }

    private static func has(_ name: [UInt8], ending: String) -> Bool {
        name.count > ending.utf8.count && name.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }

    /// The names that editors and `sed -i` and the like use for a moment.
    private static func isTemporary(_ name: [UInt8]) -> Bool {
        let text = String(decoding: name, as: UTF8.self)
        return name.last == UInt8(ascii: "~") || text == "4913"
            || text.hasPrefix(".#") || text.hasPrefix(".goutputstream-")
            || (text.hasPrefix("#") && text.hasSuffix("#") && name.count > 1)
            || text.contains(/^sed\w{6}$|^\..*\.sw.$|\.tmp(\..*)?$|^\..+\.\w{6}$/)
    }
}
