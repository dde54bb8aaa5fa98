// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
internal import Setup

/// The shells that completions are made for.
package enum CompletionScript {
    package static let shells = ["bash", "zsh", "fish"]

    /// The script for a shell; throws a usage error for any other one.
    package static func text(for shell: String, of root: any ParsableCommand.Type) throws -> String {
        try Choice.check("shell", [shell], among: shells)
        guard let known = CompletionShell(rawValue: shell) else {
            throw ValidationError(Language.current("“\(shell)” is not a shell.", "« \(shell) » n'est pas un shell."))
        }
        return try mended(root.completionScript(for: known), for: known, of: root)
    }

    /// What the parser's generator cannot know: `--json` takes its value behind `=` alone, and `help` takes topics.
    private static func mended(
        _ script: String, for shell: CompletionShell, of root: any ParsableCommand.Type
    ) throws -> String {
        let program = root._commandName
        let topics = HelpTopic.allCases.map(\.rawValue) + root.configuration.subcommands.map { $0._commandName }
        switch shell {
        case .bash:
            let helper = "_\(program)_help() {"
            var isInHelp = false
            var lines: [String] = []
            for line in script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
                if line == helper { isInHelp = true }
                if isInHelp, line == "}" {
                    isInHelp = false
                    lines.append("    __\(program)_add_completions -W '\(topics.joined(separator: "'$'\\n''"))'")
                }
                if line.hasPrefix("    non_repeating_options=("), line.contains("--json"),
                    let last = lines.indices.dropLast().last
                {
                    // The line before is repeating_options, the one before that non_repeating_flags.
                    lines[last] = lines[last].replacing("non_repeating_flags=(", with: "non_repeating_flags=(--json ")
                    lines.append(line.replacing("--json ", with: "").replacing("--json)", with: ")"))
                    continue
                }
                lines.append(line)
            }
            return lines.joined(separator: "\n").replacing("    '--json')\n        return\n        ;;\n", with: "")
        case .zsh:
            return script.replacing("'--json[", with: "'--json=-[").replacing(
                "lists them.]:fields:'", with: "lists them.]::fields:'"
            )
            .replacing("'*:subcommands:'", with: "'*:subcommands:(\(topics.joined(separator: " ")))'")
        default:
            return script.replacing("'json='", with: "'json=?'").replacing(
                "lists them.' -rfka ''", with: "lists them.' -f")
                + "\ncomplete -c '\(program)' -n '__\(program)_should_offer_completions_for_positional \"\(program) help\" -eq 1' "
                + "-fka '\(topics.joined(separator: " "))'\n"
        }
    }
}
