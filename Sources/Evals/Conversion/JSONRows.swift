internal import JSON

/// JSON objects, one a line, or as a list.
struct JSONRows {
    /// An object, and the line on which it begins.
    struct Row {
        let line: Int
        let value: EvalValue
    }

    private(set) var rows: [Row] = []
    private(set) var problems: [Problem] = []

    /// Reads bytes; a line that is no object is a problem, and the others are read.
    init(_ bytes: [UInt8]) {
        // A list is one document; lines are tried when it is none.
        if let document = try? JSONDocument(bytes), document.root.kind == .array {
            rows = document.root.elements.map { Row(line: 1, value: EvalValue($0)) }
            return
        }
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        where line.contains(where: { $0 > 0x20 }) {
            do {
                let value = EvalValue(try JSONDocument(Array(line)).root)
                guard value.members != nil else {
                    note(index + 1, "the line is no JSON object")
                    continue
                }
                rows.append(Row(line: index + 1, value: value))
            } catch {
                note(index + 1, "the line is no JSON: \(error)")
            }
        }
    }

    private mutating func note(_ line: Int, _ message: String) {
        problems.append(Problem(line: line, message, advice: "mend the line, and import again"))
    }
}

/// Gives every case a name that no other has.
struct UniqueNames {
    private var used: Set<[UInt8]> = []

    /// The name, or the name with a number.
    mutating func unique(_ wanted: String) -> String {
        var name = wanted
        var number = 2
        while !used.insert(Array(name.utf8)).inserted {
            name = "\(wanted)-\(number)"
            number += 1
        }
        return name
    }
}
