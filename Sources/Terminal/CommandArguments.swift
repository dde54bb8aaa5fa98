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
        StoredText.Form("Unknown option '{}'", "Option inconnue : « {} »"),
        StoredText.Form("Unexpected argument '{}'", "Argument inattendu : « {} »"),
        StoredText.Form("{} unexpected arguments: {}", "{} arguments inattendus : {}"),
        StoredText.Form("Missing value for '{}'", "Il manque la valeur de « {} »"),
        StoredText.Form(
            "The value '{}' is invalid for '{}'. Please provide one of {}.",
            "La valeur « {} » ne convient pas à « {} ». Choisir parmi {}."),
        StoredText.Form("The value '{}' is invalid for '{}'", "La valeur « {} » ne convient pas à « {} »"),
    ]

    /// What to tell a person whose command line cannot be understood.
    static func refusal(_ error: any Error, of root: any ParsableCommand.Type, _ program: String) -> String {
        let language = Language.current
        let words = CommandLine.arguments.dropFirst().prefix { !$0.hasPrefix("-") }
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
        let help = "\(path.joined(separator: " ")) --help"
        return message + "\n"
            + language("  do:   “\(help)” shows what it takes.", "  faire : « \(help) » montre ce qu'elle prend.")
    }
}
