// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Setup
internal import Tracking

/// What is done with arguments around the parser.
package enum CommandArguments {
    /// Puts a bare `--json` last, where no argument can be taken for its fields: `show --json 7c9e2a1f` names an execution.
    package static func ordered(_ arguments: [String]) -> [String] {
        // A shell asks with arguments of its own.
        guard arguments.first != "---completion" else { return arguments }
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let head = arguments[..<end]
        return head.filter { $0 != "--json" } + head.filter { $0 == "--json" } + arguments[end...]
    }

    /// Puts options that stand before the command behind it, where each command knows them: `tracker --lang fr list`.
    package static func placed(_ arguments: [String], of root: any ParsableCommand.Type) -> [String] {
        // A shell and a packager ask with arguments of their own.
        guard let first = arguments.first, first.hasPrefix("-"), !first.hasPrefix("---"), first != "--",
            !first.hasPrefix("--experimental")
        else { return arguments }
        guard let place = commandPlace(in: arguments, of: root) else { return arguments }
        var (command, end) = (root, place)
        while end < arguments.count,
            let next = command.configuration.subcommands.first(where: { $0._commandName == arguments[end] })
        {
            command = next
            end += 1
        }
        if end == place, arguments[place] == "help" { end += 1 }
        guard end > place else { return arguments }
        let rest = arguments[end...]
        let terminator = rest.firstIndex(of: "--") ?? rest.endIndex
        return Array(arguments[place..<terminator]) + arguments[..<place] + arguments[terminator...]
    }

    /// Where the command stands behind options; nil where no word could be one.
    ///
    /// A word that is no command's name is an option's value. Only where several could be the command must the options themselves
    /// be asked which of them take a value, which costs as much as all the rest of a start.
    private static func commandPlace(in arguments: [String], of root: any ParsableCommand.Type) -> Int? {
        let names = Set(root.configuration.subcommands.map { $0._commandName } + ["help"])
        let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
        let places = arguments[..<end].indices.filter { names.contains(arguments[$0]) }
        guard places.count > 1, let info = CommandInfo.of(root) else { return places.first }
        let valued = info.valuedOptions
        var place = 0
        while place < end, arguments[place].hasPrefix("-") { place += valued.contains(arguments[place]) ? 2 : 1 }
        return place < end ? place : nil
    }

    /// The page of help that was asked for; nil for anything else.
    ///
    /// Throws for one that there is not.
    package static func topic(_ arguments: [String], of root: any ParsableCommand.Type) throws -> HelpTopic? {
        guard arguments.first == "help", arguments.count > 1, !arguments[1].hasPrefix("-") else { return nil }
        if let topic = HelpTopic(rawValue: arguments[1]) { return topic }
        let commands = root.configuration.subcommands.map { $0._commandName }
        if commands.contains(arguments[1]) { return nil }
        try Choice.check("help", [arguments[1]], among: HelpTopic.allCases.map(\.rawValue) + commands)
        return nil
    }

    /// What the parser says, in French.
    private static let parserWords = [
        StoredText.Form("Missing expected argument '{}'", "Il manque l'argument « {} »"),
        StoredText.Form(
            "Unknown option '{}'. Did you mean '{}'?", "Option inconnue : « {} ». Vouliez-vous dire « {} » ?"),
        StoredText.Form("Unknown option '{}'", "Option inconnue : « {} »"),
        StoredText.Form("Unexpected argument '{}'", "Argument inattendu : « {} »"),
        StoredText.Form("{} unexpected arguments: {}", "{} arguments inattendus : {}"),
        StoredText.Form("Missing value for '{}'", "Il manque la valeur de « {} »"),
        StoredText.Form(
            "The value '{}' is invalid for '{}'. Please provide one of {}.",
            "La valeur « {} » ne convient pas à « {} ». Choisir parmi {}."),
        StoredText.Form("The value '{}' is invalid for '{}'", "La valeur « {} » ne convient pas à « {} »"),
    ]

    /// How a value is written that was given wrongly; nil where the parser knows nothing of it.
    private static func hint(_ said: String, _ language: Language) -> String? {
        let parts = said.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 3, parts[0] == "The value " else { return nil }
        // The value 'relativ' is invalid for '--time <time>'. Please provide one of 'iso', 'relative' and 'raw'.
        if parts.count > 5 {
            let known = stride(from: 5, to: parts.count, by: 2).map { parts[$0] }
            guard let near = Choice.nearest(to: parts[1], among: known) else { return nil }
            return language("  Did you mean “\(near)”?", "  Vouliez-vous dire « \(near) » ?")
        }
        let names = parts[3].split(whereSeparator: { $0 == " " || $0 == "," })
        let option = names.first { $0.hasPrefix("--") } ?? names.first ?? ""
        let text: String? =
            switch option {
            case "--since", "--until":
                language(
                    "90m, 12h, 7d, 2w, or a local date: 2026-11-22, 2026-11-22T08:30",
                    "90m, 12h, 7d, 2w, ou une date locale : 2026-11-22, 2026-11-22T08:30")
            case "--timeout", "--retry-for": language("90s, 30m, 2h, 1d", "90s, 30m, 2h, 1d")
            case "-L", "--limit", "--days", "--slots", "--products", "--workers", "--read", "--remove":
                language("a whole number", "un nombre entier")
            default: nil
            }
        return text.map { "\n  " + language("write: ", "écrire : ") + $0 }
    }

    /// What to tell a person whose command line cannot be understood.
    static func refusal(
        _ error: any Error, of root: any ParsableCommand.Type, _ program: String, _ arguments: [String]
    ) -> String {
        let language = Language.current
        let words = arguments.prefix { !$0.hasPrefix("-") }
        var command: any ParsableCommand.Type = root
        var path = [program]
        for word in words where words.first != "help" {
            let names = command.configuration.subcommands.map { $0._commandName }
            guard let place = names.firstIndex(of: word) else {
                if names.isEmpty { break }
                // The parser calls it an unexpected argument.
                var text =
                    "\(program): " + language("“\(word)” is not a command.", "« \(word) » n'est pas une commande.")
                if let near = Choice.nearest(to: word, among: names) {
                    text += language("  Did you mean “\(near)”?", "  Vouliez-vous dire « \(near) » ?")
                }
                return text + "\n  " + language("one of:", "au choix :") + " " + names.joined(separator: " ")
            }
            command = command.configuration.subcommands[place]
            path.append(word)
        }
        let said = root.message(for: error)
        let message = "\(program): \(language(said, parserWords.lazy.compactMap { $0.translated(said) }.first ?? said))"
        // A message of several lines says already what can be given.
        guard !message.contains("\n") else { return message }
        if let hint = hint(said, language) { return message + hint }
        let help = "\(path.joined(separator: " ")) --help"
        return message + "\n"
            + language("  do:   “\(help)” shows what it takes.", "  faire : « \(help) » montre ce qu'elle prend.")
    }
}
