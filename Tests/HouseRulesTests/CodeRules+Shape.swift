extension CodeRules {
    /// The length that no file reaches.
    static let fileLimitLines = 400
    /// The length that no function exceeds.
    static let functionLimitLines = 60

    static func longFiles(_ file: SourceFile) -> [String] {
        guard !file.isGenerated, file.lines.count >= fileLimitLines else { return [] }
        return ["\(file.path): has \(file.lines.count) lines; split it"]
    }

    static func longFunctions(_ file: SourceFile) -> [String] {
        guard !file.isGenerated else { return [] }
        let start = /^\s*(@\w+(\(.*\))? )*([\w()]+ )*(func \S+|init[?(<].*|deinit\b)/
        let words = ["func ", "init"]
        return file.code.indices.filter { index in
            words.contains { file.code[index].contains($0) } && file.code[index].contains(start)
        }.compactMap { index in
            guard let length = functionLength(file.code, from: index), length > functionLimitLines
            else { return nil }
            return file.violation(atLine: index, "is a function of \(length) lines")
        }
    }

    /// The lines from a declaration to the brace that ends its body; nil when it has no body.
    private static func functionLength(_ code: [String], from start: Int) -> Int? {
        let indent = code[start].prefix { $0 == " " }.count
        var depth = 0
        for index in start..<code.count {
            let line = code[index]
            // A requirement of a protocol: the next declaration begins before any brace.
            if index > start, depth == 0, !line.contains("{"), !line.contains(")"),
                line.contains(where: { $0 != " " }),
                line.prefix(while: { $0 == " " }).count <= indent
            {
                return nil
            }
            for character in line where character == "{" || character == "}" {
                depth += character == "{" ? 1 : -1
                if depth == 0 { return index - start + 1 }
                if depth < 0 { return nil }
            }
        }
        return nil
    }

    static func fileNames(_ file: SourceFile) -> [String] {
        let name = file.typeName
        if name == "main" {
            return ["\(file.path): code at the top level runs on the main actor; name a type"]
        }
        if name.contains(/(Util(s|ities)?|Helpers?|Common|Manager|Misc)$/) {
            return ["\(file.path): says nothing about what it knows"]
        }
        guard file.isProduct, !file.isGenerated else { return [] }
        let declaration = /\b(struct|class|enum|actor|protocol|typealias|extension|func) ([\w.]+)/
        let declares = file.code.contains { line in
            guard line.contains(name), let match = line.firstMatch(of: declaration)
            else { return false }
            // `Operations.swift` may also hold a function alone, `makeOperations`.
            let last = match.2.split(separator: ".").last.map(String.init)
            return last == name || (match.1 == "func" && match.2.hasSuffix(name))
        }
        // A file of extensions alone is named for its topic.
        let declaresTypes = file.code.contains { line in
            !line.contains("import ")
                && line.contains(/^(\w+ )*(struct|class|enum|actor|protocol) \w/)
        }
        let isExtension = file.path.contains("+") || !declaresTypes
        return declares || isExtension ? [] : ["\(file.path): declares no `\(name)`"]
    }
}
