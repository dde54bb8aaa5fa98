// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Glibc
internal import Setup

/// The manual page of a command, from its declaration: what `--help` says, with the exit codes, and for a whole program its
/// commands and topics too.
package struct ManPage: Sendable {
    /// Asks a program for its pages: `---man-pages FOLDER DAY`, which people are not told of.
    static let request = "---man-pages"

    let path: [String]
    let command: CommandInfo
    let day: String

    package init(_ path: [String], _ command: CommandInfo, day: String) {
        self.path = path
        self.command = command
        self.day = day
    }

    /// The pages of a program and of all commands beneath it.
    package static func all(_ root: any ParsableCommand.Type, as program: String, day: String) -> [ManPage] {
        func pages(_ path: [String], _ command: CommandInfo) -> [ManPage] {
            [ManPage(path, command, day: day)]
                + command.shownCommands.flatMap { pages(path + [$0.commandName], $0) }
        }
        return CommandInfo.of(root).map { pages([program], $0) } ?? []
    }

    /// Writes them all into a folder; only where the arguments ask for it.
    static func write(_ arguments: [String], of root: any ParsableCommand.Type, as program: String) throws -> Bool {
        guard arguments.count == 3, arguments[0] == request else { return false }
        for page in all(root, as: program, day: arguments[2]) {
            let file = try PartialFile("\(arguments[1])/\(page.fileName)", isContinued: false, mayReplace: true)
            try file.write(Array(page.text.utf8))
            try file.finish()
        }
        return true
    }

    /// `tracker-list.1`, as `man tracker list` looks for it.
    package var fileName: String { "\(name).1" }

    private var name: String { path.joined(separator: "-") }
    private var isRoot: Bool { path.count == 1 }

    /// The page, in the language of man(7).
    package var text: String {
        let program = path[0]
        var lines = [
            #".\" Written by Scripts/man-pages from the commands' declarations."#,
            ".TH \(Self.quoted(name.uppercased())) 1 \(day) \(Self.quoted("\(program) \(ProgramMain.version)")) Chantier",
            ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(command.abstract ?? ""))",
            ".SH SYNOPSIS", synopsis,
        ]
        if let discussion = command.discussion, !discussion.isEmpty {
            lines += [".SH DESCRIPTION"] + described(discussion)
        }
        if !command.shownCommands.isEmpty { lines += [".SH COMMANDS"] + command.shownCommands.flatMap(listed) }
        lines += options
        lines += [".SH EXIT STATUS"] + exitStatus
        if isRoot {
            for topic in [HelpTopic.environment, .formatting, .access] {
                // The first line is its title.
                let body = topic.lines(.english, columns: 76).dropFirst(2)
                lines += [".SH \(topic.rawValue.uppercased())"] + Self.literal(Array(body))
            }
        }
        lines += [".SH SEE ALSO"] + related
        return lines.joined(separator: "\n") + "\n"
    }

    private var synopsis: String {
        var parts = ["\\fB\(Self.escaped(path.joined(separator: " ")))\\fR"]
        guard command.shownCommands.isEmpty else {
            return parts[0] + " \\fIcommand\\fR [options]"
        }
        for argument in command.shownArguments where argument.kind == "positional" {
            let word = "\\fI\(Self.escaped(argument.valueName ?? ""))\\fR" + (argument.isRepeating ? " \\&..." : "")
            parts.append(argument.isOptional ? "[\(word)]" : word)
        }
        return (parts + ["[options]"]).joined(separator: " ")
    }

    private func described(_ discussion: String) -> [String] {
        var lines: [String] = []
        var examples: [String] = []
        func end() {
            if !examples.isEmpty { lines += Self.literal(examples) }
            examples = []
        }
        for block in HelpBlock.blocks(of: discussion) {
            if case .example(let command, let gap, let remark) = block {
                examples.append(command + gap + (remark ?? ""))
                continue
            }
            end()
            switch block {
            case .title(let text), .paragraph(let text): lines += [".PP", Self.line(text)]
            case .blank, .example: break
            }
        }
        end()
        return lines
    }

    private func listed(_ sub: CommandInfo) -> [String] {
        [".TP", "\\fB\(Self.escaped(sub.commandName))\\fR", Self.line(sub.abstract ?? "")]
    }

    /// The arguments, then the options by their titles, then those that every command has.
    private var options: [String] {
        let arguments = command.shownArguments
        let positional = arguments.filter { $0.kind == "positional" }
        let others = arguments.filter { $0.kind != "positional" }
        let own = others.filter { !HelpScreen.common.contains($0.longName ?? "") }
        let common = others.filter { HelpScreen.common.contains($0.longName ?? "") }
        var lines: [String] = []
        if !positional.isEmpty { lines += [".SH ARGUMENTS"] + positional.flatMap(entry) }
        lines.append(".SH OPTIONS")
        lines += own.filter { $0.sectionTitle == nil }.flatMap(entry)
        var titles: [String] = []
        for title in own.compactMap(\.sectionTitle) where !titles.contains(title) { titles.append(title) }
        for title in titles {
            lines += [".SS \(Self.escaped(title))"] + own.filter { $0.sectionTitle == title }.flatMap(entry)
        }
        return lines + [".SS Everywhere"] + common.flatMap(entry)
    }

    private func entry(_ argument: CommandInfo.Argument) -> [String] {
        let value = "\\fI\(Self.escaped(argument.valueName ?? ""))\\fR"
        let names = (argument.names ?? []).sorted { $0.text.count < $1.text.count }
            .map { "\\fB\(Self.escaped($0.text))\\fR" }.joined(separator: ", ")
        let label =
            switch argument.kind {
            case "positional": value
            case "option": argument.longName == "json" ? "\(names)[=\(value)]" : "\(names) \(value)"
            default: names
            }
        let text =
            switch argument.longName {
            case "help": "This page, shorter."
            case "version": "The program's version."
            default: argument.abstract ?? ""
            }
        return [".TP", label, Self.line(text)]
    }

    /// The codes that all commands share; what one means by them its description says.
    private var exitStatus: [String] {
        HelpTopic.exitCodes.text(.english).split(separator: "\n").flatMap { line -> [String] in
            let words = line.drop { $0 == " " }
            let code = words.prefix { $0.isNumber || $0 == "," || $0 == " " }
            guard line.hasPrefix("  "), words.first?.isNumber == true else { return [] }
            return [".TP", "\\fB\(code.filter { $0 != " " })\\fR", Self.line(String(words.dropFirst(code.count)))]
        }
    }

    private var related: [String] {
        let program = path[0]
        var names = command.shownCommands.map { "\(name)-\($0.commandName)" }
        if !isRoot { names = [path.dropLast().joined(separator: "-")] + names }
        if isRoot { names.append(program == "tracker" ? "chantier" : "tracker") }
        return [names.map { "\\fB\(Self.escaped($0))\\fR(1)" }.joined(separator: ",\n")]
    }

    /// Lines as they are typed.
    private static func literal(_ lines: [String]) -> [String] {
        [".PP", ".nf"] + lines.map(line) + [".fi"]
    }

    /// A line of text that is no request.
    private static func line(_ text: String) -> String {
        let escaped = escaped(text)
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    /// A text in seven bits, each character as the reader's terminal can show it; nothing in it is a request.
    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\"": result += "\\(dq"
            case " "..."~": result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
            }
        }
    }
}
