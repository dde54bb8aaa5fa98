// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import TestKit
import Testing

/// What bash offers, by the scripts that the programs print; the other shells ask the programs the same.
@Suite(.ownDatabase) struct CompletionTests {
    /// The candidates for the last word of a line.
    private static func offered(
        _ line: String, environment: [String: String]
    ) async throws -> (words: [String], errors: String) {
        let program = line.prefix { $0 != " " } == "tracker" ? Program.tracker : Program.chantier
        let name = program.path.split(separator: "/").last.map(String.init) ?? ""
        let script = """
            shopt -s extglob
            source <(\(name) completion bash)
            COMP_LINE=$1; COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _\(name) \(name) "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            [ ${#COMPREPLY[@]} = 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
            """
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let outcome = try await Program(path: "/bin/bash").run(
            ["-c", script, "bash", line], environment: environment.merging(["PATH": Program.folder + ":" + path]) { $1 }
        )
        return (outcome.lines, outcome.errors)
    }

    @Test func `ids, values, names and topics are offered`() async throws {
        let mary = try await Stage.make()
        let id = String(try await mary.launch(["EUR;1", "EURO;1"]).prefix(8))
        try await mary.work()
        let running = String(try await mary.launch().prefix(8))
        let environment = ["CHANTIER_DATABASE_URL": try TestDatabase.text(user: mary.person)]
        for command in [
            "tracker watch", "tracker wait", "tracker show", "tracker stop", "tracker pause", "tracker resume",
            "tracker retry", "tracker log", "tracker warnings", "tracker download", "tracker show --json",
            "tracker list --after", "chantier why",
        ] {
            let offered = try await Self.offered(command + " ", environment: environment)
            #expect(offered.words == [running, id, "@latest"], "\(command): \(offered)")
            #expect(offered.errors.isEmpty)
        }
        let expected: [(String, [String])] = [
            ("tracker show \(id.prefix(5))", [id]), ("tracker show @", ["@latest"]),
            ("tracker list --status run", ["running"]), ("tracker list --status running,c", ["running,completed"]),
            ("tracker list --kind mass", ["mass_edit"]), ("tracker list --colour g", ["green", "grey"]),
            ("tracker list --sort -t", ["-took"]), ("tracker list --time ", ["iso", "relative", "raw"]),
            ("tracker list --lang ", ["en", "fr"]),
            ("tracker list --job csv_curr", ["csv_currency_export", "csv_currency_import"]),
            ("tracker log --level w", ["warning"]), ("tracker stats --by d", ["day"]),
            ("tracker warnings \(id) --step ", ["fetch", "scan", "import"]),
            ("tracker warnings \(id) --reason ", ["invalid_code"]),
            ("tracker download \(id) inv", ["invalid_items.csv"]),
            ("tracker help ex", ["exit-codes"]), ("tracker help wat", ["watch"]), ("tracker completion z", ["zsh"]),
            ("chantier launch csv_curr", ["csv_currency_export", "csv_currency_import"]),
            ("chantier setting set base", ["base_url"]),
            ("chantier help us", ["user"]),
        ]
        for (line, words) in expected {
            let offered = try await Self.offered(line, environment: environment)
            #expect(offered.words == words, "\(line): \(offered)")
        }
        let people = try await Self.offered(
            "chantier user remove mary", environment: ["CHANTIER_DATABASE_URL": try TestDatabase.text()])
        #expect(people.words.contains(mary.person))
    }

    @Test func `each line of fish's script is one command, and help takes topics`() async throws {
        let script = try await Program.tracker.run(["completion", "fish"]).lines
        let merged = script.filter { $0.dropFirst(1).contains("complete -c 'tracker' ") }
        #expect(merged.isEmpty)
        #expect(script.contains { $0.hasPrefix("complete -c 'tracker' ") && $0.contains("exit-codes environment") })
    }

    @Test func `without a server nothing is offered, said or made`() async throws {
        let home = "/tmp/chantier-nothing-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        for environment in [["CHANTIER_HOME": home], ["CHANTIER_DATABASE_URL": "host=/nowhere"]] {
            for line in ["tracker show ", "tracker warnings @latest --reason ", "chantier user remove "] {
                let offered = try await Self.offered(line, environment: environment)
                #expect(offered.words.isEmpty && offered.errors.isEmpty, "\(line): \(offered)")
            }
        }
        #expect(!FileManager.default.fileExists(atPath: home))
        let odd = try await Program.tracker.run(["---completion", "no", "such", "--", "thing"])
        #expect(odd.output.isEmpty && odd.errors.isEmpty)
    }

    @Test(arguments: [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["-n"])])
    func `each shell can read its script`(shell: String, check: [String]) async throws {
        for program in [Program.tracker, Program.chantier] {
            let script = try await program.run(["completion", shell])
            #expect(script.code == 0)
            #expect(script.output.contains("exit-codes"), "help offers its topics")
            for wrong in ["'json='", "options=(--json", "]:fields:"] {
                #expect(!script.output.contains(wrong), "--json takes no next word")
            }
            let there = try await Program(path: "/usr/bin/env").run(["which", shell])
            guard there.code == 0 else { continue }
            let path = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36)).completion"
            #expect(FileManager.default.createFile(atPath: path, contents: Data(script.output.utf8)))
            defer { unlink(path) }
            let read = try await Program(path: "/usr/bin/env").run([shell] + check + [path])
            #expect((read.code, read.errors) == (0, ""))
        }
    }
}
