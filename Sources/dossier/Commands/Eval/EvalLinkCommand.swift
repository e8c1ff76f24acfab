internal import ArgumentParser
internal import Evals
internal import Foundation
internal import JSON
internal import Store
internal import SystemPackage
internal import Tree

/// `dossier eval link`.
struct EvalLinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Binds suites of the store to their files.",
        discussion: """
            Saving a case in a mount then changes the bytes of that case in the file and no others; \
            what changes in the file (by an editor, by git) appears in the mount. Where both sides \
            changed the same case, the later version gets its name and the other one is kept beside \
            it. `dossier mount --evals DIRECTORY` links every suite of a directory.
            """)

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Option(help: "Where the cases stand in a file of another format: keys joined by points.")
    var casesPath = CasesPath.cases.description

    @Option(help: "The suite, when it is not named as the file says.")
    var name: String?

    @Flag(help: "Print what was linked as JSON.")
    var json = false

    @Argument(help: "Suite files.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("name a suite file") }
        if name != nil, files.count > 1 {
            throw ValidationError("--name is for one file")
        }
    }

    func run() throws {
        let store = try storeOptions.openForWriting(creating: true)
        let account = try accountOptions.chosen(in: store)
        let tree = Tree(
            store.reader(account: account),
            writer: store.suiteWriter(account: account, origin: .link))
        var writer = JSONWriter()
        writer.beginArray()
        for file in files {
            let path = try LinkableFile.path(of: file)
            let suite = try tree.link(path, casesPath: casesPath, name: name, at: Clock.now())
            let cases = try store.reader(account: account).cases(of: suite.id).count
            writer.object { writer in
                writer.member("file", path.string)
                writer.member("suite", suite.name)
                writer.member("cases", Int64(cases))
            }
            if !json { Terminal.print("linked \(file) to evals/\(suite.name), \(cases) cases") }
        }
        writer.endArray()
        if json { Terminal.print(writer.text) }
    }
}

/// `dossier eval unlink`.
struct EvalUnlinkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink",
        abstract: "Ends the binding of a suite to its file; both keep what they have.")

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var accountOptions: AccountOptions

    @Flag(help: "Print what was unlinked as JSON.")
    var json = false

    @Argument(help: "The suite, or its file.")
    var suite: String

    func run() throws {
        let store = try storeOptions.openForWriting()
        let account = try accountOptions.chosen(in: store)
        let reader = store.reader(account: account)
        let path = URL(filePath: suite).resolvingSymlinksInPath().path(percentEncoded: false)
        let link = try reader.links().first { link in
            try link.path == path || reader.suite(link.suite)?.name == suite
        }
        guard let link else { throw OperationFailure("\(suite) is not linked") }
        let name = try reader.suite(link.suite)?.name
        try store.suiteWriter(account: account, origin: .link).unlink(link.suite, at: Clock.now())
        guard json else { return Terminal.print("unlinked \(link.path)") }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("file", link.path)
            writer.member("suite", name)
        }
        Terminal.print(writer.text)
    }
}
