// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Setup
internal import Tracking

extension Console {
    /// Writes lines for a person, without a pager.
    package func show(_ lines: [String]) { print(typeset(lines)) }

    /// Writes a line for a person.
    package func say(_ line: String) { show([line]) }

    /// Lines as a person sees them here.
    private func typeset(_ lines: [String]) -> String {
        let text = safe(lines.joined(separator: "\n"), keepsLines: true)
        return isTerminal ? wording.typeset(text) : wording.shown(text)
    }

    /// Writes lines; what is longer than the terminal goes through a pager: `CHANTIER_PAGER`, `PAGER`, else `less -FIRX`.
    package func page(_ lines: [String]) {
        let text = typeset(lines)
        guard isTerminal, isatty(0) == 1, text.utf8.count(where: { $0 == 0x0a }) + 1 >= rows,
            Self.runPager(on: text + "\n")
        else { return print(text) }
    }

    /// Whether a pager has shown the text.
    ///
    /// It reads a file without a name: unlike a pipe, that never blocks, and a reader who leaves early ends nobody.
    private static func runPager(on text: String) -> Bool {
        var environment = Environment.current
        let command = environment["CHANTIER_PAGER"] ?? environment["PAGER"] ?? "less"
        guard !command.isEmpty, command != "cat" else { return false }
        if environment["LESS"] == nil { environment["LESS"] = "FIRX" }
        guard let file = try? TemporaryFile.unnamed() else { return false }
        defer { close(file) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        guard lseek(file, 0, SEEK_SET) == 0 else { return false }
        // Ctrl-C belongs to the pager while it shows.
        Interrupts.setIgnored(true)
        defer { Interrupts.setIgnored(false) }
        guard let child = try? ChildProcess(["/bin/sh", "-c", command], environment: environment, input: file) else {
            return false
        }
        return child.wait().code < 126
    }
}
