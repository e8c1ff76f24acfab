internal import ArgumentParser
internal import JSON
internal import Tree

/// `dossier layout`.
struct LayoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout", abstract: "Prints the reference of the tree: every file, in a line.")

    @Flag(help: "Print it as JSON.")
    var json = false

    func run() {
        guard json else {
            Tree.layout.forEach { show($0, indentation: "") }
            return
        }
        var writer = JSONWriter()
        write(Tree.layout, to: &writer)
        Terminal.print(writer.text)
    }

    private func show(_ line: LayoutLine, indentation: String) {
        Terminal.print("\(indentation)\(line.pattern)\t\(line.summary)")
        line.inside.forEach { show($0, indentation: indentation + "  ") }
    }

    private func write(_ lines: [LayoutLine], to writer: inout JSONWriter) {
        writer.array { writer in
            for line in lines {
                writer.object { writer in
                    writer.member("pattern", line.pattern)
                    writer.member("summary", line.summary)
                    writer.key("inside")
                    write(line.inside, to: &writer)
                }
            }
        }
    }
}
