/// What became of one record.
enum RecordOutcome {
    /// It was not there.
    case added
    /// Another one of its identity was there.
    case updated
    /// It was there.
    case known
}

extension AppendSummary {
    /// Counts a record.
    mutating func count(_ type: RecordType, _ outcome: RecordOutcome) {
        switch (type, outcome) {
        case (.span, .added): spansAdded += 1
        case (.span, .updated): spansUpdated += 1
        case (.span, .known): spansKnown += 1
        case (.log, .added), (.log, .updated): logsAdded += 1
        case (.log, .known): logsKnown += 1
        case (.annotation, .added), (.annotation, .updated): annotationsAdded += 1
        case (.annotation, .known): annotationsKnown += 1
        }
    }
}
