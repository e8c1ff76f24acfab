import Evals
import TestSupport
import Testing
import Yams

/// Every case of every suite of the data set, edited.
@Suite(.enabled(if: SharedData.isPresent, "the data set is not beside the checkout"))
struct SharedSuiteTests {
    @Test(
        "the cases that are found are those that a YAML reader finds",
        arguments: try SharedSuites.all())
    func finds(file: SharedSuites.File) throws {
        let bytes = try file.bytes
        let values = try Referee.cases(bytes, at: file.path)
        let document: SuiteDocument
        do {
            document = try SuiteDocument(bytes, casesPath: file.path)
        } catch SuiteError.noCases {
            #expect(values.isEmpty)
            return
        }
        #expect(document.cases.count == values.count)
        for (slot, value) in zip(document.cases, values) {
            #expect(
                try Referee.value(document.resolvedText(ofCase: slot.index)) == value, "\(slot)")
        }
    }

    @Test(
        "a case that is replaced by its own text changes no byte", arguments: try SharedSuites.all()
    )
    func identity(file: SharedSuites.File) throws {
        let bytes = try file.bytes
        guard let document = try? SuiteDocument(bytes, casesPath: file.path) else { return }
        for slot in document.cases {
            var edited = document
            try edited.replaceCase(slot.index, with: document.text(ofCase: slot.index))
            #expect(edited.bytes == bytes)
        }
    }
}
