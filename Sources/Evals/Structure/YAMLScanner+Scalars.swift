/// Where scalars end.
extension YAMLScanner {
    /// Steps over a plain or quoted scalar; `indentation` is that of the block around it.
    mutating func flowScalar(indentation: Int) throws(YAMLFailure) -> YAMLNodeEvent.Kind {
        switch bytes[position] {
        case UInt8(ascii: "'"):
            try singleQuoted()
            return .quoted
        case UInt8(ascii: "\""):
            try doubleQuoted()
            return .quoted
        default:
            try plain(indentation: indentation)
            return .plain
        }
    }

    private mutating func singleQuoted() throws(YAMLFailure) {
        let start = position
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "'"):
                position += 1
                guard byte(at: position) == UInt8(ascii: "'") else { return }
                position += 1
            case 0x0A, 0x0D:
                try passBreakInQuotes()
            default:
                position += 1
            }
        }
        throw failure("a ' is never closed", at: start)
    }

    private mutating func doubleQuoted() throws(YAMLFailure) {
        let start = position
        position += 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                position += 1
                guard position < bytes.count else { break }
                if isBreak(position) { try passBreakInQuotes() } else { position += 1 }
            case 0x0A, 0x0D:
                try passBreakInQuotes()
            default:
                position += 1
            }
        }
        throw failure("a \" is never closed", at: start)
    }

    private mutating func passBreakInQuotes() throws(YAMLFailure) {
        passBreak()
        if isDocumentMarker(position) { throw failure("a document ends inside a quoted text") }
    }

    /// Steps over a plain scalar and leaves the position behind its last character.
    private mutating func plain(indentation: Int) throws(YAMLFailure) {
        var end = position
        while true {
            end = plainEndOnLine()
            position = end
            guard try continuesPlain(indentation: indentation) else { return }
        }
    }

    /// The offset behind the last character of a plain scalar on this line.
    private func plainEndOnLine() -> Int {
        var offset = position
        var end = position
        while offset < bytes.count {
            let byte = bytes[offset]
            switch byte {
            case 0x20, 0x09:
                offset += 1
                if self.byte(at: offset) == UInt8(ascii: "#") { return end }
                continue
            case 0x0A, 0x0D:
                return end
            case UInt8(ascii: ":"):
                if isBlankOrEnd(offset + 1) { return end }
                if flowDepth > 0, ",[]{}".utf8.contains(bytes[offset + 1]) { return end }
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
                UInt8(ascii: "}"):
                if flowDepth > 0 { return end }
            default:
                break
            }
            offset += 1
            end = offset
        }
        return end
    }

    /// Moves to the next line of a plain scalar; false, and nothing moved, where it ends.
    private mutating func continuesPlain(indentation: Int) throws(YAMLFailure) -> Bool {
        var offset = position
        while byte(at: offset) == 0x20 || byte(at: offset) == 0x09 { offset += 1 }
        guard offset < bytes.count, isBreak(offset) else { return false }
        var start = lineStart
        while offset < bytes.count {
            if isBreak(offset) {
                offset += bytes[offset] == 0x0D && byte(at: offset + 1) == 0x0A ? 2 : 1
                start = offset
            } else if bytes[offset] == 0x20 {
                offset += 1
            } else if bytes[offset] == 0x09 {
                let isIndentation = flowDepth == 0 && offset - start <= indentation
                if isIndentation {
                    throw failure("a tab stands where spaces are needed", at: offset)
                }
                offset += 1
            } else {
                break
            }
        }
        guard offset < bytes.count, bytes[offset] != UInt8(ascii: "#") else { return false }
        if offset == start, isDocumentMarker(offset) { return false }
        if flowDepth == 0, offset - start <= indentation { return false }
        if bytes[offset] == UInt8(ascii: ":"), isBlankOrEnd(offset + 1) { return false }
        if flowDepth > 0, ",[]{}:?".utf8.contains(bytes[offset]) { return false }
        position = offset
        lineStart = start
        return true
    }

    /// Steps over a literal or folded scalar and returns the offset behind its content.
    mutating func blockScalar(indentation: Int) throws(YAMLFailure) -> Int {
        var explicit = 0
        var keepsTrailingBreaks = false
        position += 1
        header: while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "+"): keepsTrailingBreaks = true
            case UInt8(ascii: "-"): break
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                explicit = Int(bytes[position] - UInt8(ascii: "0"))
            default: break header
            }
            position += 1
        }
        var end = position
        while byte(at: position) == 0x20 || byte(at: position) == 0x09 { position += 1 }
        if byte(at: position) == UInt8(ascii: "#") {
            while position < bytes.count, !isBreak(position) { position += 1 }
            end = position
        }
        guard position < bytes.count else { return end }
        guard isBreak(position) else {
            throw failure("only a comment can stand behind | or > on its line")
        }
        let least = max(indentation + 1, 1)
        var depth = explicit > 0 ? max(indentation, 0) + explicit : 0
        var deepestBlank = 0
        end = position
        passBreak()
        while position < bytes.count {
            let spaces = spacesOfLine()
            let text = position + spaces
            let isBlank = text == bytes.count || isBreak(text)
            if !isBlank || (depth > 0 && spaces > depth) {
                if depth == 0 { depth = max(spaces, deepestBlank, least) }
                guard spaces >= depth else { break }
                position = text
                while position < bytes.count, !isBreak(position) { position += 1 }
                end = position
            } else {
                position = text
                deepestBlank = max(deepestBlank, spaces)
                if keepsTrailingBreaks { end = min(text + 1, bytes.count) }
            }
            guard position < bytes.count else { break }
            passBreak()
        }
        literalDepth = depth
        return end
    }

    private func spacesOfLine() -> Int {
        var offset = position
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
        return offset - position
    }
}
