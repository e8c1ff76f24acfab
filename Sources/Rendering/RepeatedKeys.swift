/// Members of one name in a JSON object, of which the last one counts.
enum RepeatedKeys {
    /// A name as its bytes: Swift compares texts by what they look like.
    private struct Name: Hashable {
        let bytes: [UInt8]
    }

    /// The indices of members that a later one of the same name overrules.
    ///
    /// O(members).
    static func overruled(in members: [YAMLMember]) -> Set<Int> {
        guard members.count > 1 else { return [] }
        var last: [Name: Int] = [:]
        last.reserveCapacity(members.count)
        var overruled: Set<Int> = []
        for (index, member) in members.enumerated() {
            if let earlier = last.updateValue(index, forKey: Name(bytes: Array(member.key.utf8))) {
                overruled.insert(earlier)
            }
        }
        return overruled
    }
}
