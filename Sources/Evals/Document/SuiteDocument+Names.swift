extension SuiteDocument {
    /// Gives a case another name: the value of the key that names it, or the key of an entry.
    ///
    /// A case without a name gets the key `name` before its other keys.
    public mutating func renameCase(_ index: Int, to name: String) throws(SuiteError) {
        let place = layout.places[index]
        guard place.name != name else { return }
        var edited = bytes
        if let range = place.nameRange, let kind = place.nameKind {
            if let anchor = layout.anchors.uses.first(where: { $0.content == range.lowerBound }) {
                throw .crossingAnchor(
                    name: anchor.name, line: cases[index].line, reason: "it stands at the name")
            }
            edited.replaceSubrange(range, with: Self.scalar(name, like: bytes[range], kind))
        } else {
            guard layout.shape == .list, place.width > layout.column + 1,
                bytes[place.valueStart] != UInt8(ascii: "&"),
                bytes[place.valueStart] != UInt8(ascii: "!")
            else { throw .unsafeEdit("this case has no place for a name") }
            let line = Array("name: ".utf8) + Self.scalar(name, like: [], .plain) + newline
            edited.insert(
                contentsOf: line + Array(repeating: 0x20, count: place.width), at: place.valueStart)
        }
        let layout = try SuiteLayout.read(edited, path: casesPath)
        guard layout.places.count == cases.count, layout.places[index].name == name else {
            throw .unsafeEdit("the name would not be read back")
        }
        accept(edited, layout)
    }

    private static func scalar(
        _ text: String, like old: ArraySlice<UInt8>, _ kind: YAMLNodeEvent.Kind
    ) -> [UInt8] {
        if kind == .plain, isPlain(text) { return Array(text.utf8) }
        let isSimple = !text.unicodeScalars.contains {
            $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0xFEFF
                || $0.value == 0x2028 || $0.value == 0x2029
        }
        if old.first != UInt8(ascii: "\""), isSimple {
            return Array("'".utf8)
                + text.utf8.flatMap { $0 == 0x27 ? [0x27, 0x27] : [$0] } + Array("'".utf8)
        }
        return Array(YAMLScalar.doubleQuoted(text).utf8)
    }

    /// True for a text that every YAML reads as this text without quotes.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
            text.unicodeScalars.last != " "
        else { return false }
        let isSimple = text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0)
                || " _-./()".unicodeScalars.contains($0)
        }
        let reserved: Set<String> = [
            "null", "true", "false", "yes", "no", "on", "off", "y", "n",
        ]
        return isSimple && !reserved.contains(text.lowercased())
    }
}
