// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Terminal

struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "The completion script for your shell.",
        discussion: """
            Examples:
              source <(tracker completion bash)                                          in ~/.bashrc
              tracker completion zsh > ~/.zsh/completions/_tracker                       a folder of your fpath
              tracker completion fish > ~/.config/fish/completions/tracker.fish
            """)

    @Argument(help: "bash, zsh or fish.", completion: .list(CompletionScript.shells))
    var shell: String

    func run() throws {
        Console(program: "tracker", environment: Environment.current).print(
            try CompletionScript.text(for: shell, of: Tracker.self))
    }
}
