internal import ArgumentParser
internal import Foundation
internal import Store

/// Which store keeps runs.
struct RunStoreOptions: ParsableArguments {
    @OptionGroup var storeOptions: StoreOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the cases stand in a file of another shape.",
            discussion:
                "Names of keys joined by points, such as config.tests; . is the whole file.",
            valueName: "path"))
    var casesPath: String?

    /// The store for writing; made when it is missing.
    func openForWriting() throws -> Store {
        try storeOptions.openForWriting(creating: true)
    }

    /// The store for reading.
    func openForReading() throws -> Store { try storeOptions.openForReading() }

    /// The store for reading; nil when there is none at the path.
    func openIfThere() throws -> Store? {
        FileManager.default.fileExists(atPath: storeOptions.path) ? try openForReading() : nil
    }
}
