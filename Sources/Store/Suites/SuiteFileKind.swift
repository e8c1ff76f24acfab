internal import Evals

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
        if CaseFileName.isTemporary(place.name) {
            self = .temporary
        } else if place.directory == .suite {
            self =
                place.name == Self.definitionName
                ? .definition : place.name == Self.orderName ? .order : .other
        } else if CaseFileName.caseName(ofFile: place.name) == nil {
            self = .other
        } else {
            self = Self.isConflict(place.name) ? .conflict : .testCase
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

    /// Whether a name is one that `conflictName` makes; asked of every file, so that a regular expression is too slow.
    private static func isConflict(_ name: String) -> Bool {
        let marker = Array(".conflict-".utf8)
        let stem = Array(name.utf8.dropLast(caseEnding.utf8.count))
        guard stem.contains(UInt8(ascii: ".")) else { return false }
        let start = stem.indices.last { stem[$0...].starts(with: marker) }
        guard name.hasSuffix(caseEnding), let start else { return false }
        func isDigit(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        let time = stem[(start + marker.count)...].prefix(15)
        let number = stem[(start + marker.count)...].dropFirst(15)
        return time.count == 15 && time.dropFirst(8).first == UInt8(ascii: "T")
            && time.enumerated().allSatisfy { $0 == 8 || isDigit($1) }
            && (number.isEmpty
                || number.first == UInt8(ascii: "-") && number.count > 1
                    && number.dropFirst().allSatisfy(isDigit))
    }
}
