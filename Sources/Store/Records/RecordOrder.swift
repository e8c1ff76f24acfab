internal import Traces

/// The order in which the records of a trace are given.
struct RecordOrder: Comparable {
    private let type: UInt8
    private let timeNs: Int64
    private let content: ContentDigest

    init(_ record: Record, _ content: ContentDigest) {
        type = record.type.rawValue
        self.content = content
        timeNs =
            switch record {
            case .span(let span): span.start.nanoseconds
            case .log(let log): log.time.nanoseconds
            case .annotation(let annotation): annotation.time?.nanoseconds ?? .max
            }
    }

    static func < (left: RecordOrder, right: RecordOrder) -> Bool {
        (left.type, left.timeNs, left.content) < (right.type, right.timeNs, right.content)
    }
}
