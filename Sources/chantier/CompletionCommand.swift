// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Terminal

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "The completion script for your shell.",
        discussion: """
            Examples:
              source <(chantier completion bash)                                          in ~/.bashrc
              chantier completion zsh > ~/.zsh/completions/_chantier                       a folder of your fpath
              chantier completion fish > ~/.config/fish/completions/chantier.fish
            """)

    @Argument(help: "bash, zsh or fish.", completion: .list(CompletionScript.shells))
    var shell: String

    func run() throws {
        Console(program: "chantier", environment: Environment.current).print(
            try CompletionScript.text(for: shell, of: Chantier.self))
    }
}
