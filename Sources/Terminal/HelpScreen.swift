// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import Setup

/// The help page of a command: what it is, examples, usage, arguments, options, in the person's language and width.
package struct HelpScreen: Sendable {
    /// Options that every command has: they come last.
    static let common: Set = ["database", "lang", "no-color", "ascii", "quiet", "version", "help"]
    /// The column of the descriptions.
    private static let indent = 26

    let path: [String]
    let command: CommandInfo
    let language: Language
    let width: Int

    package init(_ path: [String], _ command: CommandInfo, _ language: Language, columns: Int) {
        self.path = path
        self.command = command
        self.language = language
        width = min(100, max(48, columns))
    }

    /// The page that arguments ask for by `--help`, `-h` or `help`; nil when they ask for none.
    package static func requested(
        by arguments: [String], of root: any ParsableCommand.Type, as program: String, _ language: Language,
        columns: @autoclosure () -> Int
    ) -> HelpScreen? {
        let head = arguments.prefix { $0 != "--" }
        let asksFirst = head.first == "help"
        guard asksFirst || head.contains("--help") || head.contains("-h") || isGroup(head, of: root),
            var command = CommandInfo.of(root)
        else {
            return nil
        }
        var path = [program]
        var previous = ""
        for word in asksFirst ? head.dropFirst() : head[...] {
            defer { previous = word }
            // An option's value names no command.
            if ["--lang", "--database"].contains(previous) || word.hasPrefix("-") { continue }
            guard let next = command.subcommands?.first(where: { $0.commandName == word }) else {
                // The value of an argument, or a mistake for the parser to explain.
                guard command.shownCommands.isEmpty else { return nil }
                break
            }
            command = next
            path.append(word)
        }
        return HelpScreen(path, command, language, columns: columns())
    }

    /// Whether only a group of commands is named: that asks for the page of what is in it.
    private static func isGroup(_ words: ArraySlice<String>, of root: any ParsableCommand.Type) -> Bool {
        var command = root
        for word in words {
            let beneath = command.configuration.subcommands
            guard let next = beneath.first(where: { $0._commandName == word }) else { return false }
            command = next
        }
        return !command.configuration.subcommands.isEmpty && command.configuration.defaultSubcommand == nil
    }

    /// The page.
    package func lines() -> [String] {
        let name = path.joined(separator: " ")
        var lines = wrapped("\(name): \(text(command.abstract))", indent: 0, rest: 2)
        if let discussion = command.discussion, !discussion.isEmpty { lines += [""] + flowed(discussion) }
        lines += ["", "\(language("Usage:", "Usage :")) \(usage(name))"]
        let arguments = command.shownArguments
        lines += section(language("Arguments", "Arguments"), arguments.filter { $0.kind == "positional" })
        let options = arguments.filter { $0.kind != "positional" }
        let own = options.filter { !Self.common.contains($0.longName ?? "") }
        let groups = own.filter { $0.sectionTitle == nil }
        lines += section(language("Options", "Options"), groups)
        var titles: [String] = []
        for title in own.compactMap(\.sectionTitle) where !titles.contains(title) { titles.append(title) }
        for title in titles { lines += section(text(title), own.filter { $0.sectionTitle == title }) }
        if !command.shownCommands.isEmpty {
            lines += ["", language("Commands", "Commandes") + ":"]
            for sub in command.shownCommands { lines += entry(sub.commandName, text(sub.abstract)) }
        }
        lines += section(
            language("Everywhere", "Partout"), options.filter { Self.common.contains($0.longName ?? "") })
        if !command.shownCommands.isEmpty {
            lines += ["", language("More: \(name) COMMAND --help", "Plus : \(name) COMMANDE --help")]
        }
        return lines
    }

    private func text(_ english: String?) -> String {
        guard let english else { return "" }
        return language == .french ? HelpText.french[english] ?? english : english
    }

    private func usage(_ name: String) -> String {
        var parts = [name]
        for argument in command.shownArguments where argument.kind == "positional" {
            let word = "<\(argument.valueName ?? "")>" + (argument.isRepeating ? " …" : "")
            parts.append(argument.isOptional ? "[\(word)]" : word)
        }
        parts.append(language("[options]", "[options]"))
        if !command.shownCommands.isEmpty { parts[parts.count - 1] = language("COMMAND", "COMMANDE") }
        return parts.joined(separator: " ")
    }

    private func section(_ title: String, _ arguments: [CommandInfo.Argument]) -> [String] {
        guard !arguments.isEmpty else { return [] }
        return ["", title + ":"] + arguments.flatMap { entry(label($0), description($0)) }
    }

    private func label(_ argument: CommandInfo.Argument) -> String {
        guard argument.kind != "positional" else { return "<\(argument.valueName ?? "")>" }
        let names = (argument.names ?? []).sorted { $0.text.count < $1.text.count }.map(\.text).joined(separator: ", ")
        guard argument.kind == "option" else { return names }
        let value = "<\(argument.valueName ?? "")>"
        // Its value is given behind `=`, or not at all.
        return argument.longName == "json" ? "\(names)[=\(value)]" : "\(names) \(value)"
    }

    private func description(_ argument: CommandInfo.Argument) -> String {
        switch argument.longName {
        case "help": language("This page.", "Cette page.")
        case "version": language("The program's version.", "La version du programme.")
        default: text(argument.abstract)
        }
    }

    /// A label, and its description beside it or, when it is long, below.
    private func entry(_ label: String, _ description: String) -> [String] {
        let head = "  " + label
        let lines = wrapped(description, indent: Self.indent, rest: Self.indent)
        guard head.width + 2 <= Self.indent, let first = lines.first else { return [head] + lines }
        return [head.padded(to: Self.indent) + first.dropFirst(Self.indent)] + lines.dropFirst()
    }

    /// Paragraphs fill the width anew; examples stand as they are, with what is said of them beside or, where that is too wide, below.
    private func flowed(_ discussion: String) -> [String] {
        HelpBlock.blocks(of: discussion).flatMap { block -> [String] in
            switch block {
            case .blank: [""]
            case .title(let title): [text(title)]
            case .paragraph(let paragraph): wrapped(text(paragraph), indent: 0, rest: 0)
            case .example(let command, let gap, let remark):
                if let remark {
                    (command + gap + text(remark)).width <= width
                        ? [command + gap + text(remark)] : [command] + wrapped(text(remark), indent: 6, rest: 6)
                } else {
                    [command]
                }
            }
        }
    }

    private func wrapped(_ text: String, indent: Int, rest: Int) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var isEmpty = true
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if !isEmpty, line.width + 1 + String(word).width > width {
                lines.append(line)
                line = String(repeating: " ", count: rest)
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return isEmpty ? lines : lines + [line]
    }
}
