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
        return root.completionScript(for: known)
    }
}
