/// Why a text is no table of prices.
public struct PriceTableError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// What is wrong with it.
    public let reason: String

    /// One line.
    public var description: String { "line \(line): \(reason)" }
}

extension PriceTable {
    /// Reads a table in the part of TOML that it takes: tables, numbers, comments.
    public init(text: String) throws(PriceTableError) {
        var prices: [String: Price] = [:]
        var table = Reading()
        var number = 0
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let line = Self.withoutComment(raw)
            if line.isEmpty { continue }
            if line.hasPrefix("[") {
                try table.finish(into: &prices)
                table = Reading(model: try Self.model(line, at: number), line: number)
                if prices[table.model ?? ""] != nil {
                    throw PriceTableError(line: number, reason: "the model has a price already")
                }
            } else {
                try table.take(line, at: number)
            }
        }
        try table.finish(into: &prices)
        self.init(prices)
    }

    /// The numbers of one table as far as they were read.
    private struct Reading {
        var model: String?
        var line = 0
        private var numbers: [String: Double] = [:]

        init() {}

        init(model: String, line: Int) {
            self.model = model
            self.line = line
        }

        mutating func take(_ line: String, at number: Int) throws(PriceTableError) {
            guard model != nil else {
                throw PriceTableError(line: number, reason: "a number outside of a model's table")
            }
            let parts = line.split(separator: "=", maxSplits: 1).map { trimmed($0) }
            guard parts.count == 2,
                let value = Double(parts[1].replacing("_", with: "")), value.isFinite, value >= 0
            else {
                throw PriceTableError(line: number, reason: "no line of the form name = dollars")
            }
            guard ["input", "output", "cache_read", "cache_write"].contains(parts[0]) else {
                throw PriceTableError(
                    line: number,
                    reason: "\"\(parts[0])\" is none of input, output, cache_read, cache_write")
            }
            guard numbers.updateValue(value, forKey: parts[0]) == nil else {
                throw PriceTableError(line: number, reason: "\"\(parts[0])\" is there twice")
            }
        }

        func finish(into prices: inout [String: Price]) throws(PriceTableError) {
            guard let model else { return }
            guard let input = numbers["input"], let output = numbers["output"] else {
                throw PriceTableError(line: line, reason: "a model needs input and output")
            }
            prices[model] = Price(
                input: input, output: output, cacheRead: numbers["cache_read"],
                cacheWrite: numbers["cache_write"])
        }
    }

    /// The model of a line `["name"]` or `[name]`.
    private static func model(_ line: String, at number: Int) throws(PriceTableError) -> String {
        guard line.hasSuffix("]"), line.count > 2 else {
            throw PriceTableError(line: number, reason: "a table's name does not end")
        }
        let name = trimmed(line.dropFirst().dropLast())
        guard let quote = name.first, quote == "\"" || quote == "'" else {
            let isBare = name.utf8.allSatisfy { byte in
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
            if isBare && !name.isEmpty { return name }
            throw PriceTableError(line: number, reason: "a name with other characters needs quotes")
        }
        let inner = name.dropFirst().dropLast()
        guard name.count > 2, name.last == quote, !inner.contains(quote), !inner.contains("\\")
        else { throw PriceTableError(line: number, reason: "no name in quotes") }
        return String(inner)
    }

    /// A line up to a `#` that is not in quotes, without white space around it.
    private static func withoutComment(_ line: Substring) -> String {
        var quote: Character?
        var end = line.endIndex
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "#" {
                end = index
                break
            }
        }
        return trimmed(line[..<end])
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
