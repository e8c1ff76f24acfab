internal import Traces

/// The type of a record, as it is stored.
enum RecordType: UInt8, CaseIterable {
    case span = 1
    case log = 2
    case annotation = 3
}

extension Record {
    var type: RecordType {
        switch self {
        case .span: .span
        case .log: .log
        case .annotation: .annotation
        }
    }
}
