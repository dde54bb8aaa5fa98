// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Where output ends: on a full disk, and on a terminal that would obey it.
@Suite(.ownDatabase) struct OutputEndTests {
    /// Runs a program whose standard output takes nothing.
    private static func full(_ program: Program, _ arguments: [String]) async throws -> Program.Outcome {
        try await Program(path: "/bin/sh").run(["-c", #"exec "$0" "$@" > /dev/full"#, program.path] + arguments)
    }

    @Test func `what cannot be written is told, whatever it is`() async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch(["EUR;1", "EURO;1"])
        try await mary.work()
        let database = try mary.database
        let alone = [
            ["--version"], ["--help"], ["list", "--help"], ["help", "access"], ["list", "--json=?"],
            ["completion", "bash"],
            ["completion", "zsh"], ["completion", "fish"], ["--experimental-dump-help"],
        ]
        let asked = [
            ["list"], ["list", "--plain"], ["list", "--json"], ["list", "--csv"], ["list", "--template", "{{id}}"],
            ["show", id], ["show", id, "--json"], ["show", id, "--csv"], ["show", id, "--template", "{{id}}"],
            ["warnings", id], ["warnings", id, "--json"], ["warnings", id, "--csv"], ["warnings", id, "--grouped"],
            ["log", id], ["log", id, "--json"], ["log", id, "--follow"], ["watch", id], ["watch", id, "--json"],
            ["wait", id], ["wait", id, "--json"], ["wait", id, "--template", "{{id}}"], ["notifications"],
            ["notifications", "--json"], ["dashboard"], ["dashboard", "--json"], ["stats"], ["stats", "--csv"],
            ["open", id, "--print"], ["doctor"], ["doctor", "--json"], ["stop", id, "--yes"],
            ["stop", id, "--yes", "--json"], ["download", id, "-o", "-"],
        ]
        for arguments in alone + asked.map({ $0 + database }) {
            let outcome = try await Self.full(.tracker, arguments)
            #expect(outcome.code == 1, "\(arguments)")
            #expect(outcome.errors.contains("tracker: cannot write"), "\(arguments): \(outcome.errors)")
            #expect(outcome.errors.contains("No space left on device"), "\(arguments): \(outcome.errors)")
        }
        let operators = ["--database", try TestDatabase.text()]
        for arguments in [
            ["--version"], ["--help"], ["user", "list"] + operators, ["user", "list", "--csv"] + operators,
            ["setting", "list"] + operators, ["setting", "list", "--json"] + operators, ["why", id] + database,
            ["doctor"] + operators, ["database", "status"] + operators, ["database", "url"] + operators,
            ["database", "migrate"] + operators, ["launch", "csv_currency_import"] + database,
            ["launch", "csv_currency_import", "--json"] + database,
        ] {
            let outcome = try await Self.full(.chantier, arguments)
            #expect(outcome.code == 1, "\(arguments)")
            #expect(outcome.errors.contains("chantier: cannot write the output"), "\(arguments): \(outcome.errors)")
        }
    }

    @Test func `data that was asked for is harmless on a terminal, and as it is in a pipe`() async throws {
        let mary = try await Stage.make()
        let label = "L\u{1b}[31mABEL\u{1b}]0;x\u{7}\u{9b}2J\u{202e}"
        let id = try await mary.launch(label: label)
        for form in [["--csv"], ["--template", "{{label}}\t{{id}}"], ["--json=label,id"], ["--json"]] {
            for command in [["list"], ["stop", id, "--yes"], ["wait", id]]
            where command[0] != "wait" || form != ["--csv"] {
                let arguments = command + form + (try mary.database)
                let shown = try await Program.tracker.runOnTerminal(
                    arguments, columns: 200, environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"])
                for evil in ["\u{1b}[31m", "\u{1b}]0", "\u{7}", "\u{9b}", "\u{202e}"] {
                    #expect(!shown.output.contains(evil), "\(arguments) lets \(evil.debugDescription) through")
                }
                // The CSV of a list has no labels.
                #expect(shown.output.contains("ABEL") || command + form == ["list", "--csv"], "\(shown)")
            }
        }
        let piped = try await mary.tracker("list", "--template", "{{label}}")
        #expect(piped.output == label + "\n")
        let rows = try await mary.tracker("stop", id, "--yes", "--csv")
        #expect(rows.output.contains(label))
        let object = try await mary.tracker("list", "--json=label")
        #expect(object.output.contains(#""label":"L\u001b[31mABEL\u001b]0;x\u0007\u009b2J\u202e""#))
    }
}
