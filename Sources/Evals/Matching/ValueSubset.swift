/// Whether a value has everything that another one has.
///
/// A map may have further members. A list has as many elements, each with everything that the
/// expected one has. Numbers may differ by the tolerance.
struct ValueSubset {
    let tolerance: Double

    /// What is missing or different, with its place; nil when nothing is.
    func complaint(about value: EvalValue, _ expected: EvalValue, at place: String = "") -> String?
    {
        switch expected {
        case .map(let members):
            guard value.members != nil else { return "\(name(place)) is no map" }
            for member in members {
                let there = place.isEmpty ? member.name : "\(place).\(member.name)"
                guard let found = value[member.name] else { return "\(there) is missing" }
                if let complaint = complaint(about: found, member.value, at: there) {
                    return complaint
                }
            }
            return nil
        case .list(let elements):
            guard let found = value.elements else { return "\(name(place)) is no list" }
            guard found.count == elements.count else {
                return "\(name(place)) has \(found.count) elements, not \(elements.count)"
            }
            for (index, pair) in zip(found, elements).enumerated() {
                let there = "\(place)[\(index)]"
                if let complaint = complaint(about: pair.0, pair.1, at: there) { return complaint }
            }
            return nil
        case .int, .double:
            guard let number = value.double, let wanted = expected.double else {
                return "\(name(place)) is no number"
            }
            let isClose = number == wanted || abs(number - wanted) <= tolerance
            return isClose ? nil : "\(name(place)) is \(value.json), not \(expected.json)"
        case .null, .bool, .string:
            return value == expected ? nil : "\(name(place)) is not \(expected.json)"
        }
    }

    private func name(_ place: String) -> String { place.isEmpty ? "the output" : place }
}
