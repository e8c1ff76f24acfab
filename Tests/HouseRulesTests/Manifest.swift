/// The targets of Package.swift, read from its text: the tests run while the package is locked.
struct Manifest {
    /// Each target with the modules that it depends on.
    let targets: [String: Set<String>]
    /// The names of the packages that it depends on, as their URLs end.
    let packages: [String]

    init(_ text: String) {
        var products: [String: String] = [:]
        for match in text.matches(
            of: /let (\w+) = Target\.Dependency\.product\(\s*name: "(\w+)"/)
        {
            products[String(match.1)] = String(match.2)
        }
        var targets: [String: Set<String>] = [:]
        let pattern =
            #/
            \.(?:systemLibrary|target|executableTarget|testTarget)\(
            \s*name:\ "(\w+)" (?:,\s*dependencies:\ \[([^\]]*)\])?
            /#
        for match in text.matches(of: pattern) {
            let words = (match.2 ?? "").split { ", \n".contains($0) }.map(String.init)
            targets[String(match.1)] = Set(
                words.map { word in
                    word.hasPrefix("\"")
                        ? String(word.dropFirst().dropLast()) : products[word] ?? word
                })
        }
        self.targets = targets
        packages = text.matches(of: /url: "[^"]*\/([\w.-]+?)(?:\.git)?"/).map { String($0.1) }
    }

    /// The targets that are no tests.
    var productTargets: [String] {
        targets.keys.filter { !Layers.isForTests($0) }.sorted()
    }
}
