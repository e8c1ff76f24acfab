import JSON

/// Finds what can still be read behind the place where a document is damaged.
enum DamagedJSON {
    /// A document as far as it can be read.
    struct Document {
        /// The value; nil when none can be read.
        let root: JSONValue?
        /// Why the value is not the whole of the source, all of it and nothing else; nil when it is.
        let failure: JSONError?

        /// Reads a source; what follows the end of its value is damage too.
        init(_ source: JSONSource) {
            let document = salvaged(source, from: 0)
            root = document?.root
            let end = document?.root.byteRange.upperBound ?? 0
            let next = JSONDocument.nextOffset(in: source, from: end)
            let rest = next.map { JSONError(offset: $0, reason: .trailingBytes) }
            failure = document == nil ? DamagedJSON.nothing : document?.failure ?? rest
        }

        /// Why the source has to be searched for what a list in the document should hold: it is
        /// damaged, or there is no such list.
        func failure(reading list: JSONValue?) -> JSONError? {
            failure ?? (list == nil ? DamagedJSON.nothing : nil)
        }
    }

    /// The failure of a document in which nothing that is looked for can be read.
    static let nothing = JSONError(offset: 0, reason: .unexpectedEnd)

    /// The objects found, and the stretches that could not be read.
    struct Found {
        /// Objects that are whole, in order: all, or those before the damage.
        var whole: [JSONValue] = []
        /// The object that the damage is in, as far as it goes.
        var broken: JSONValue?
        /// Objects that are whole and stand behind the damage, pieces of the broken one first.
        var behindBroken: [JSONValue] = []
        /// Damaged stretches, each from a broken object to the next whole one.
        var damaged: [Range<Int>] = []

        /// All objects that are whole, in order.
        var intact: [JSONValue] { whole + behindBroken }
    }

    /// Reads a document that is an array of objects; behind every damage it goes on with the next
    /// object that begins with a name that an element began with (or one of `names`), and that is
    /// accepted.
    static func elements(
        of source: JSONSource, beginningWith names: Set<String>, accept: (JSONValue) -> Bool
    ) -> Found {
        var found = Found()
        var names = names
        let document = Document(source)
        for element in document.root?.elements ?? [] {
            if let name = element.firstName { names.insert(name) }
            if element.isComplete {
                found.whole.append(element)
            } else {
                found.broken = element
            }
        }
        let isArray = document.root?.kind == .array
        guard let failure = isArray ? document.failure : nothing else { return found }
        let rest = objects(
            in: source, from: found.broken?.byteRange.lowerBound ?? failure.offset,
            failure: failure, beginningWith: names, accept: accept)
        found.behindBroken = rest.whole
        found.damaged = rest.damaged
        return found
    }

    /// Reads the objects behind a damage; `start` is where the broken object begins.
    static func objects(
        in source: JSONSource, from start: Int, failure: JSONError,
        beginningWith names: Set<String>, accept: (JSONValue) -> Bool
    ) -> Found {
        var found = Found()
        var resume = searchStart(in: source, behind: failure)
        var start = min(start, resume)
        while let next = nextObject(in: source, from: resume, beginningWith: names) {
            resume = next + 1
            guard
                let document = salvaged(source, from: next), document.failure == nil,
                accept(document.root)
            else { continue }
            if !isOnlyPunctuation(source, start..<next) { found.damaged.append(start..<next) }
            found.whole.append(document.root)
            start = document.root.byteRange.upperBound
            resume = start
        }
        let rest = min(start, source.count)..<source.count
        if !isOnlyPunctuation(source, rest) { found.damaged.append(rest) }
        return found
    }

    /// Where objects behind a failure are looked for.
    ///
    /// A quote too many or too few makes one string of what stands between two texts, and what comes
    /// behind it fails: when a string ends right before the failure, an object may begin inside it.
    static func searchStart(in source: JSONSource, behind failure: JSONError) -> Int {
        source.withBytes { bytes in
            let before = bytes[..<min(failure.offset, bytes.count)]
            guard let end = before.lastIndex(where: { !isWhiteSpace($0) }), bytes[end] == quote
            else { return failure.offset }
            var start = end
            repeat {
                guard let earlier = bytes[..<start].lastIndex(of: quote) else { return end }
                start = earlier
            } while isEscaped(start, in: bytes)
            return start
        }
    }

    private static let quote = UInt8(ascii: "\"")

    /// True when an odd number of backslashes stands before an offset.
    private static func isEscaped(_ offset: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        let other = bytes[..<offset].lastIndex { $0 != UInt8(ascii: "\\") }
        return (offset - (other ?? -1)).isMultiple(of: 2)
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        [0x20, 0x0A, 0x0D, 0x09].contains(byte)
    }

    /// The document that begins at an offset as far as it goes; nil when none does.
    static func salvaged(_ source: JSONSource, from offset: Int) -> JSONDocument? {
        do throws(JSONError) {
            return try JSONDocument(salvaging: source, from: offset)
        } catch {
            return nil
        }
    }

    /// The offset of the next `{` that a member with one of the names follows; nil without one.
    static func nextObject(
        in source: JSONSource, from offset: Int, beginningWith names: Set<String>
    ) -> Int? {
        let spelled = names.map { Array("\"\($0)\"".utf8) }
        return source.withBytes { bytes in
            var position = offset
            while position < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
                guard let found = rest.firstIndex(of: UInt8(ascii: "{")) else { return nil }
                let brace = position + found
                if spelled.contains(where: { name($0, follows: brace, in: bytes) }) {
                    return brace
                }
                position = brace + 1
            }
            return nil
        }
    }

    /// True when a stretch holds nothing but white space, commas and closing brackets.
    static func isOnlyPunctuation(_ source: JSONSource, _ range: Range<Int>) -> Bool {
        source.withBytes { bytes in
            bytes[range].allSatisfy { byte in
                switch byte {
                case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"),
                    UInt8(ascii: "}"):
                    true
                default: false
                }
            }
        }
    }

    private static func name(
        _ spelled: [UInt8], follows brace: Int, in bytes: UnsafeRawBufferPointer
    ) -> Bool {
        var quote = brace + 1
        while quote < bytes.count, isWhiteSpace(bytes[quote]) { quote += 1 }
        let end = quote + spelled.count
        return end <= bytes.count && bytes[quote..<end].elementsEqual(spelled)
    }
}

extension JSONValue {
    /// The name that an object begins with; nil for an empty one and for any other kind.
    var firstName: String? { fields.first { _ in true }?.name }
}
