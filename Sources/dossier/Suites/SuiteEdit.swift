internal import Evals

/// A change of a suite that names its cases as the user does: by name, or by number from 0.
enum SuiteEdit {
    /// Where a case goes.
    enum Place {
        case before(String)
        case after(String)
        case end
    }

    case add(text: [UInt8], Place)
    /// Adds cases at the end.
    case addAll(CaseBatch)
    case replace(String, text: [UInt8])
    case delete(String)
    case move(String, Place)
    case rename(String, to: String)

    /// The case that it changes; nil for one that comes.
    var subject: String? {
        switch self {
        case .add, .addAll: nil
        case .replace(let name, _), .delete(let name), .move(let name, _), .rename(let name, _):
            name
        }
    }
}

/// What an edit made.
struct SuiteEditResult {
    /// What was done, as one word: `added`, `replaced`.
    let action: String
    /// The case as it is now; nil for one that went, and for several.
    let listed: ListedCase?
    /// The names of cases that came together.
    var names: [String] = []
    /// The revision of the suite.
    let suiteRevision: String
}

/// A case in a list: everything but its body.
struct ListedCase {
    let index: Int
    let name: String?
    /// What changes exactly when its bytes do.
    let revision: String
    /// The line of the file; nil for a case that stands in no file.
    let line: Int?
    let sizeBytes: Int
}
