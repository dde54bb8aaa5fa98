// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// Watching while the server goes away, on a server of its own.
@Suite struct ServerGoneTests {
    @Test func `a watch survives a restart and shows the true end; a server that stays away ends it with 2`()
        async throws
    {
        let home = "/tmp/chantier-gone-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        #expect(mkdir(home, 0o700) == 0)
        let environment = ["CHANTIER_HOME": home]
        func chantier(_ arguments: String...) async throws -> Program.Outcome {
            try await Program.chantier.run(arguments, environment: environment)
        }
        let outcome: Result<Void, any Error>
        do {
            #expect(try await chantier("database", "start").code == 0)
            let file = home + "/currencies.csv"
            #expect(
                FileManager.default.createFile(atPath: file, contents: Data("code;activated\nEUR;1\nEURO;1\n".utf8)))
            let launched = try await chantier("launch", "csv_currency_import", "--file", file)
            let id = try #require(launched.lines.first)

            let watch = try Program.tracker.launch(
                ["watch", id, "--fail-on", "warning"], environment: environment)
            let screen = try Program.tracker.launchOnTerminal(
                ["watch", id, "--retry-for", "120s"], columns: 100,
                environment: environment.merging(["LANG": "en_US.UTF-8", "TERM": "xterm"]) { $1 })
            let wait = try Program.tracker.launch(
                ["wait", id, "--retry-for", "1s"], environment: environment)
            #expect(try await watch.says(" queued "))
            #expect(try await screen.says("live"))
            #expect(try await chantier("database", "stop").code == 0)
            #expect(try await watch.says("connection lost, retrying (1)", on: .errors))
            #expect(try await screen.says("connection lost, retrying ("))
            #expect(try await screen.says("as of "))
            #expect(try await wait.wait() == 2)
            #expect(wait.text(.errors).contains("the connection to PostgreSQL was lost for good"))

            #expect(try await chantier("database", "start").code == 0)
            #expect(try await watch.says("connected again", on: .errors))
            #expect(try await chantier("worker", "--until-idle", "-q").code == 0)
            #expect(try await watch.wait() == 3)
            #expect(try #require(watch.lines.last).contains(" completed "))
            #expect(try #require(watch.lines.last).hasSuffix("warnings=1"))
            #expect(try await screen.wait() == 0)
            #expect(screen.text(.output).contains("Completed with 1 warning"))
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        #expect(try await chantier("database", "stop").code == 0)
        #expect(try await Program(path: "/bin/rm").run(["-r", home]).code == 0)
        try outcome.get()
    }
}
