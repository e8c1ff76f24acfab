internal import GRDB
internal import Traces

extension Store {
    /// Gives each trace a place, or answers the one that it has; durable when it returns.
    ///
    /// The name is the time of start, the slug and the first digits of the trace's identity: eight, or
    /// more where that is taken.
    public func places(for requests: [PlaceRequest]) throws(StoreError) -> [InteractionPlace] {
        if requests.allSatisfy({ $0.trace.place != nil }) {
            return requests.compactMap(\.trace.place)
        }
        return try write { database in
            try requests.map { try place(for: $0, database) }
        } committed: {
            $0
        }
    }

    private func place(for request: PlaceRequest, _ database: Database) throws -> InteractionPlace {
        let trace = try StoredTrace(database, request.trace)
        if let place = trace.place { return place }
        guard (1...200).contains(request.slug.utf8.count),
            !request.slug.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") })
        else { throw StoreError(.invalid, trace.subject, "its slug is no part of a name") }
        let day = Day(request.start)
        let stem = "\(request.start.utc.compactTimeText)-\(request.slug)"
        let name = try freeName(stem, digits: trace.traceID.description, day: day, database)
        try Query(database, "UPDATE trace SET day = ?, name = ? WHERE id = ?")
            .run([.int(day.number), .text(name), .int(trace.id)])
        return InteractionPlace(day: day, name: name)
    }

    private func freeName(
        _ stem: String, digits: String, day: Day, _ database: Database
    ) throws -> String {
        let query = try Query(database, "SELECT 1 FROM trace WHERE day = ? AND name = ?")
        for length in stride(from: 8, through: digits.count, by: 4) {
            let name = "\(stem)-\(digits.prefix(length))"
            if try !query.hasRow([.int(day.number), .text(name)]) { return name }
        }
        // The same trace in several accounts.
        for number in 2...1_000_000 {
            let name = "\(stem)-\(digits)-\(number)"
            if try !query.hasRow([.int(day.number), .text(name)]) { return name }
        }
        throw StoreError(.invalid, "trace \(digits)", "no name is free for it")
    }
}
