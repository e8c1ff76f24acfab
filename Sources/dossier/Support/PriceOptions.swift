internal import ArgumentParser
internal import Foundation
internal import Store
internal import Traces

/// By which prices costs are estimated where the source records none.
///
/// The table becomes a part of the store, so that what is derived depends on the store alone.
struct PriceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Estimate costs that are not recorded by the prices of this TOML file.",
            discussion: """
                The store keeps the table, and all its interactions are rendered anew. A store without one takes \
                prices.toml from the dossier directory of the XDG configuration directory, if that is there.
                """, valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var prices: String?

    @Flag(help: "Estimate no costs any more.")
    var noPrices = false

    func validate() throws {
        guard prices == nil || !noPrices else {
            throw ValidationError("--prices and --no-prices exclude each other")
        }
    }

    /// Gives the store its table, if it has none that of a package; true when that is another one than before.
    func apply(to store: Store, packaged: String? = nil) throws -> Bool {
        let old = try store.value(of: .prices)
        let new = try noPrices ? nil : text(ofFileNamed: prices) ?? old ?? packaged ?? configured()
        guard new != old else { return false }
        try store.set(.prices, to: new)
        return true
    }

    /// The text of a table of prices.
    ///
    /// - Throws: `OperationFailure` when it cannot be read or is none.
    func text(ofFileNamed path: String?) throws -> String? {
        guard let path else { return nil }
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
            _ = try PriceTable(text: text)
        } catch let error as PriceTableError {
            throw OperationFailure("\(path), \(error)")
        } catch {
            throw OperationFailure("\(path): cannot be read: \(error.localizedDescription)")
        }
        return text
    }

    private func configured() throws -> String? {
        let environment = ProcessInfo.processInfo.environment
        let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        let path = "\(given ?? "\(home)/.config")/dossier/prices.toml"
        return try FileManager.default.fileExists(atPath: path) ? text(ofFileNamed: path) : nil
    }
}
