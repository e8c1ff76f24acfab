/// The rules that look at one Swift file, each answering with a sentence for each violation.
enum CodeRules {
    /// A rule over one file.
    typealias Rule = @Sendable (SourceFile) -> [String]

    /// Every rule, with the name that a failure shows.
    static let all: [(name: String, rule: Rule)] = [
        ("no forced unwrap", forcedUnwraps),
        ("no forced try or cast", forcedTries),
        ("no silent try?", silentTries),
        ("no unchecked concurrency", uncheckedConcurrency),
        ("no printing below the command", printing),
        ("no unfinished work", unfinishedWork),
        ("no commented-out code", commentedOutCode),
        ("public declarations are documented", undocumented),
        ("files are short", longFiles),
        ("functions are short", longFunctions),
        ("files are named for their type", fileNames),
        ("nothing of the machine that built it", machinePaths),
    ]

    static func forcedUnwraps(_ file: SourceFile) -> [String] {
        lines(file, with: "!", matching: /[\w\)\]\}\?>][!]($|[^=])/, "force-unwraps")
    }

    static func forcedTries(_ file: SourceFile) -> [String] {
        lines(file, with: "!", matching: /\b(try|as)[!]/, "forces a try or a cast")
    }

    static func silentTries(_ file: SourceFile) -> [String] {
        guard file.isProduct else { return [] }
        return file.code.indices
            .filter {
                file.code[$0].contains("try?") && file.code[$0].contains(/\btry\?/)
                    && !file.hasReason(atLine: $0)
            }
            .map { file.violation(atLine: $0, "drops an error without a comment that says why") }
    }

    static func uncheckedConcurrency(_ file: SourceFile) -> [String] {
        guard file.isProduct, !file.isGenerated else { return [] }
        return file.code.indices
            .filter {
                file.code[$0].contains("@unchecked")
                    || file.code[$0].contains("nonisolated(unsafe)")
            }
            .compactMap { index in
                if !Layers.targetsWithUncheckedState.contains(file.target) {
                    return file.violation(atLine: index, "unchecked state is for Fuse")
                }
                guard !file.hasReason(atLine: index) else { return nil }
                return file.violation(atLine: index, "unchecked state without a reason above it")
            }
    }

    static func printing(_ file: SourceFile) -> [String] {
        guard file.isProduct, file.target != "dossier" else { return [] }
        return lines(
            file, with: "(", matching: /(^|[^.\w])(print|debugPrint|dump|NSLog)\(/, "prints")
    }

    static func unfinishedWork(_ file: SourceFile) -> [String] {
        // The words are taken apart so that this line does not violate the rule.
        let mark = /\b(TO[D]O|FIX[M]E|X[X]X|HAC[K])\b/
        return file.comments.indices
            .filter { file.comments[$0].contains("//") && file.comments[$0].contains(mark) }
            .map { file.violation(atLine: $0, "marks unfinished work") }
    }

    static func commentedOutCode(_ file: SourceFile) -> [String] {
        let isCode =
            #/
            ^\s*//\ *(  (let|var)\ \w+ (\ *:[^=]+)? \ =\ .*  |  .*\)\ (->\ .+\ )?\{  |  \}
                     |  return\ \w+\(.*\)  )$
            /#
        return file.comments.indices
            .filter { file.comments[$0].contains("//") && file.comments[$0].contains(isCode) }
            .map { file.violation(atLine: $0, "is commented-out code") }
    }

    static func undocumented(_ file: SourceFile) -> [String] {
        guard file.isProduct, !file.isGenerated else { return [] }
        let declaration =
            #/
            \bpublic\ (.*\ )?
            (func|var|let|init|struct|class|enum|protocol|typealias|subscript|actor)\b
            /#
        return file.code.indices
            .filter { file.code[$0].contains("public ") && file.code[$0].contains(declaration) }
            .compactMap {
                index in
                var above = index - 1
                while above >= 0, file.code[above].drop(while: { $0 == " " }).hasPrefix("@") {
                    above -= 1
                }
                let isDocumented =
                    above >= 0 && file.lines[above].drop { $0 == " " }.hasPrefix("///")
                return isDocumented
                    ? nil : file.violation(atLine: index, "is public and has no documentation")
            }
    }

    static func machinePaths(_ file: SourceFile) -> [String] {
        file.lines.indices.filter {
            file.lines[$0].contains("/") && file.lines[$0].contains(/\/wor[k]\/|\/home\/\w+\//)
        }
        .map { file.violation(atLine: $0, "names a path of one machine") }
    }

    private static func lines(
        _ file: SourceFile, with character: Unicode.Scalar, matching pattern: some RegexComponent,
        _ fact: String
    ) -> [String] {
        // Few lines have the character, and a regular expression is slow.
        file.code.indices.filter {
            file.code[$0].unicodeScalars.contains(character) && file.code[$0].contains(pattern)
        }.map { file.violation(atLine: $0, fact) }
    }
}
