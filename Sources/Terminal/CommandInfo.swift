// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import FoundationEssentials

/// A command as the parser describes it: what help pages are written from.
package struct CommandInfo: Decodable, Sendable {
    package var commandName: String
    package var abstract: String?
    package var discussion: String?
    package var shouldDisplay: Bool?
    package var subcommands: [CommandInfo]?
    package var arguments: [Argument]?

    package struct Argument: Decodable, Sendable {
        package struct Name: Decodable, Sendable {
            package var kind: String
            package var name: String

            package var text: String { kind == "long" ? "--\(name)" : "-\(name)" }
        }

        package var kind: String
        package var shouldDisplay: Bool
        package var sectionTitle: String?
        package var isOptional: Bool
        package var isRepeating: Bool
        package var names: [Name]?
        package var valueName: String?
        package var abstract: String?

        package var longName: String? { names?.first { $0.kind == "long" }?.name }
    }

    private struct Tool: Decodable {
        var command: CommandInfo
    }

    /// The description of a program's root command, with all beneath it.
    package static func of(_ root: any ParsableCommand.Type) -> CommandInfo? {
        try? JSONDecoder().decode(Tool.self, from: Data(root._dumpHelp().utf8)).command
    }

    /// The options of it and of what is beneath it that take the next word for their value.
    package var valuedOptions: Set<String> {
        let own = (arguments ?? []).filter { $0.kind == "option" && $0.longName != "json" }
        return (subcommands ?? []).reduce(into: Set(own.flatMap { ($0.names ?? []).map(\.text) })) {
            $0.formUnion($1.valuedOptions)
        }
    }

    /// The commands that people are shown.
    package var shownCommands: [CommandInfo] {
        (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
    }

    /// The arguments that people are shown.
    package var shownArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

    /// Every text of it and of what is beneath it, in the units in which they are translated.
    package var texts: [String] {
        let blocks = HelpBlock.blocks(of: discussion ?? "").compactMap(\.text)
        let options = shownArguments.filter { !HelpScreen.common.contains($0.longName ?? "") || $0.abstract != nil }
        let own = options.filter { !["help", "version"].contains($0.longName) }.compactMap(\.abstract)
        let titles = options.filter { !HelpScreen.common.contains($0.longName ?? "") }.compactMap(\.sectionTitle)
        return ([abstract].compactMap { $0 } + blocks + own + titles).filter { !$0.isEmpty }
            + shownCommands.flatMap(\.texts)
    }
}
