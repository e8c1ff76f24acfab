internal import Store

/// The files of a suite that was just made.
enum StartingSuite {
    static func files(named name: String) -> [(name: String, bytes: [UInt8])] {
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let definition = """
            # What this suite tests and how. Cases are files in cases/; their order is order.txt.
            # PROBLEMS.md appears here while something cannot be run.
            name: "\(quoted)"

            # A command that gets the input of a case as JSON and prints the output.
            run:
              command: [cat]

            # What holds for the output of every case that does not say otherwise.
            matchers: []

            """
        return [
            (SuiteFileKind.definitionName, Array(definition.utf8)), (SuiteFileKind.orderName, []),
        ]
    }
}
