internal import JSON

/// The manual page, made of what the argument parser knows of the commands.
enum ManualPage {
    private static let longestLine = 78

    /// The page in mdoc, without its final newline; `tool` is the parser's own description.
    static func text(of tool: JSONValue) -> String {
        guard let command = tool["command"] else { return "" }
        var lines = [".Dd $Mdocdate$", ".Dt DOSSIER 1", ".Os", ".Sh NAME", ".Nm dossier"]
        // It is no sentence there.
        let abstract = command["abstract"]?.string ?? ""
        lines.append(".Nd \(abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract)")
        lines += [".Sh SYNOPSIS", ".Nm", ".Ar subcommand", ".Op Ar argument ..."]
        lines += [".Sh DESCRIPTION"] + paragraphs(command["discussion"]?.string)
        lines += [".Sh SUBCOMMANDS"] + sections(below: command, named: "")
        lines += [
            ".Sh ENVIRONMENT", ".Bl -tag -width Ds", ".It Ev DOSSIER_STORE",
            "The store, when no --store is given.", ".It Ev XDG_DATA_HOME",
            "Where the store is otherwise.", ".It Ev XDG_CONFIG_HOME",
            "Where dossier/prices.toml is.", ".El", ".Sh EXIT STATUS", ".Bl -tag -width Ds",
            ".It 0", "Done.", ".It 1", "A check found something, or a case failed.", ".It 2",
            "The command line is wrong, or it could not be done.", ".El",
        ]
        return lines.joined(separator: "\n")
    }

    /// The sections of a command's subcommands, each followed by those of its own.
    private static func sections(below command: JSONValue, named name: String) -> [String] {
        let subcommands = (command["subcommands"]?.elements ?? []).filter(isShown)
        return subcommands.flatMap { subcommand in
            let own = name + (subcommand["commandName"]?.string ?? "")
            return section(of: subcommand, named: own)
                + sections(below: subcommand, named: "\(own) ")
        }
    }

    private static func section(of command: JSONValue, named name: String) -> [String] {
        var lines = [".Ss \(name)"]
        lines += paragraphs(command["abstract"]?.string)
        lines += paragraphs(command["discussion"]?.string)
        let arguments = (command["arguments"]?.elements ?? []).filter(isShown)
        guard !arguments.isEmpty else { return lines }
        lines.append(".Bl -tag -width Ds")
        for argument in arguments {
            lines.append(".It \(label(of: argument))")
            lines += paragraphs(argument["abstract"]?.string)
            lines += paragraphs(argument["discussion"]?.string)
        }
        return lines + [".El"]
    }

    private static func isShown(_ value: JSONValue) -> Bool {
        value["shouldDisplay"]?.bool != false && value["commandName"]?.string != "help"
    }

    private static func label(of argument: JSONValue) -> String {
        let value = argument["valueName"]?.string ?? ""
        let names = (argument["names"]?.elements ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.string else { return nil }
            return name["kind"]?.string == "short" ? "Fl \(text)" : "Fl Fl \(text)"
        }
        guard !names.isEmpty else { return "Ar \(value)" }
        let spelled = names.joined(separator: " , ")
        return argument["kind"]?.string == "option" ? "\(spelled) Ar \(value)" : spelled
    }

    /// The lines of a text: each sentence begins one, as mdoc wants it, and examples keep theirs.
    private static func paragraphs(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        var lines: [String] = []
        var isExample = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(" ") != isExample {
                isExample.toggle()
                // An example stands apart by itself.
                if lines.last == ".Pp" { lines.removeLast() }
                lines.append(isExample ? ".Bd -literal -offset indent" : ".Ed")
            }
            if line.isEmpty {
                lines.append(".Pp")
            } else {
                lines += isExample ? [escaped(line.trimmingPrefix { $0 == " " })] : wrapped(line)
            }
        }
        return lines + (isExample ? [".Ed"] : [])
    }

    /// A line of running text as lines that are short enough and end where a sentence does.
    private static func wrapped(_ text: Substring) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.utf8.count + word.utf8.count >= longestLine {
                lines.append(escaped(line[...]))
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
            if word.hasSuffix(".") {
                lines.append(escaped(line[...]))
                line = ""
            }
        }
        return line.isEmpty ? lines : lines + [escaped(line[...])]
    }

    /// A line in which nothing is a request of mdoc's.
    private static func escaped(_ line: Substring) -> String {
        let escaped = line.split(separator: "\\", omittingEmptySubsequences: false)
            .joined(separator: "\\e")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&\(escaped)" : escaped
    }
}
