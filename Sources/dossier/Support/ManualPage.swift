internal import JSON

/// The manual page, made of what the argument parser knows of the commands.
enum ManualPage {
    /// The page in mdoc, without its final newline; `tool` is the parser's own description.
    static func text(of tool: JSONValue) -> String {
        guard let command = tool["command"] else { return "" }
        var lines = [".Dd $Mdocdate$", ".Dt DOSSIER 1", ".Os", ".Sh NAME", ".Nm dossier"]
        lines.append(".Nd \(command["abstract"]?.string ?? "")")
        lines += [".Sh SYNOPSIS", ".Nm", ".Ar subcommand", ".Op Ar argument ..."]
        lines += [".Sh DESCRIPTION"] + paragraphs(command["discussion"]?.string)
        lines += [".Sh SUBCOMMANDS"]
        for subcommand in command["subcommands"]?.elements ?? [] where isShown(subcommand) {
            lines += section(of: subcommand)
        }
        lines += [
            ".Sh EXIT STATUS",
            "0: done. 1: a check found something. 2: the command line is wrong, or it",
            "could not be done.", ".Sh ENVIRONMENT", ".Bl -tag -width Ds", ".It Ev DOSSIER_STORE",
            "The store, when no --store is given.", ".It Ev XDG_DATA_HOME",
            "Where the store is otherwise.", ".El",
        ]
        return lines.joined(separator: "\n")
    }

    private static func section(of command: JSONValue) -> [String] {
        var lines = [".Ss \(command["commandName"]?.string ?? "")"]
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

    /// The lines of a text; what mdoc would take for a request is escaped.
    private static func paragraphs(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.isEmpty { return ".Pp" }
            let escaped = line.split(separator: "\\", omittingEmptySubsequences: false)
                .joined(separator: "\\e")
            return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&\(escaped)" : escaped
        }
    }
}
