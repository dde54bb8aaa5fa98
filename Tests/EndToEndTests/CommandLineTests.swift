// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// What is typed wrongly, or in another order; what shells complete; where the output cannot go.
@Suite(.ownDatabase) struct CommandLineTests {
    @Test(arguments: [
        (["lst"], "Did you mean “list”?"),
        (["list", "--statsu", "failed"], "Did you mean '--status'?"),
        (["list", "--status", "complete"], "Did you mean “completed”?"),
        (["list", "--colour", "gren"], "Did you mean “green”?"),
        (["list", "--sort", "strated"], "Did you mean “started”?"),
        (["list", "--time", "relativ"], "Did you mean “relative”?"),
        (["list", "--since", "3x"], "write: 90m, 12h, 7d, 2w, or a local date"),
        (["list", "-L", "many"], "write: a whole number"),
        (["wait", "7c9e2a1f", "--timeout", "soon"], "write: 90s, 30m, 2h, 1d"),
        (["stats", "--by", "week"], "one of: job day"),
        (["log", "7c9e2a1f", "--level", "warn"], "Did you mean “warning”?"),
        (["list", "--lang", "de"], "one of: en fr"),
        (["help", "exitcodes"], "Did you mean “exit-codes”?"),
        (["completion", "bsh"], "Did you mean “bash”?"),
        (["list", "--json=statu"], "Did you mean “status”?"),
    ])
    func `what is not known is answered with what was perhaps meant, or what there is`(
        command: [String], answer: String
    ) async throws {
        let refused = try await Program.tracker.run(command)
        #expect(refused.code == 64)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains(answer), "\(refused.errors)")
    }

    @Test(arguments: [
        (["databse"], "Did you mean “database”?"),
        (["database", "migrat"], "Did you mean “migrate”?"),
    ])
    func `commands below commands are suggested too`(command: [String], answer: String) async throws {
        let refused = try await Program.chantier.run(command)
        #expect(refused.code == 64)
        #expect(refused.errors.contains(answer), "\(refused.errors)")
    }

    @Test func `options may stand before the command, and a value directly behind its letter`() async throws {
        let mary = try await Stage.make()
        for _ in 1...2 { _ = try await mary.launch() }
        let database = try mary.database
        let usual = try await Program.tracker.run(["list", "--json=id", "-L", "1"] + database)
        #expect(usual.lines.count == 1)
        for arguments in [
            ["--json=id", "list", "-L1"] + database, database + ["list", "-L1", "--json=id"],
            database + ["--lang", "fr", "-q", "--json=id", "list", "-L", "1"],
        ] {
            let other = try await Program.tracker.run(arguments)
            #expect((other.code, other.output) == (0, usual.output), "\(arguments): \(other.errors)")
        }
        let bare = try await Program.tracker.run(["--json", "list"] + database)
        #expect(bare.output.hasPrefix(#"[{"schema":1,"#))
        let help = try await Program.tracker.run(["--lang", "fr", "help", "access"])
        #expect(help.output.hasPrefix("ACCÈS\n"))
        #expect(try await Program.tracker.run(["--help", "list"]).output.hasPrefix("tracker list: "))
        let below = try await Program.chantier.run(database + ["setting", "list"])
        #expect(below.output.contains("base_url\t"))
    }

    @Test func `a reason and a step that there are not are answered with those that there are`() async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch(["EUR;1", "EURO;1"])
        try await mary.work()
        for form in [["--grouped"], []] {
            let reason = try await Program.tracker.run(
                ["warnings", id, "--reason", "invalid_cod", "--json"] + form + (try mary.database))
            #expect((reason.code, reason.output) == (0, "[]\n"))
            #expect(reason.errors.contains("no warning has the reason “invalid_cod”.  Did you mean “invalid_code”?"))
            #expect(reason.errors.contains("there are: invalid_code"))
            let step = try await Program.tracker.run(
                ["warnings", id, "--step", "nope"] + form + (try mary.database))
            #expect(step.code == 64)
            #expect(step.errors.contains("its steps: fetch, scan, import"), "\(step.errors)")
            let named = try await Program.tracker.run(
                ["warnings", id, "--step", "import", "--json=reason"] + form + (try mary.database))
            #expect(named.output == "[{\"schema\":1,\"reason\":\"invalid_code\"}]\n")
        }
    }

    @Test func `a database that is not there is told as such`() async throws {
        let place = try TestDatabase.current
        let text =
            "host='\(place.host ?? "")' port='\(place.port ?? "")' user='\(place.user ?? "")' dbname=no_such_shop"
        let outcome = try await Program.tracker.run(["list", "--database", text])
        #expect(outcome.code == 2)
        #expect(outcome.errors.contains("do:   check the name; or make it as an operator: createdb no_such_shop"))
    }

    @Test func `what is so already ends with 0, what cannot become so with 1`() async throws {
        let mary = try await Stage.make()
        let id = try await mary.launch()
        func code(_ command: String, _ id: String) async throws -> Int32 {
            let options = command == "stop" ? ["--yes"] : []
            return try await Program.tracker.run([command, id] + options + (try mary.database)).code
        }
        #expect(try await code("resume", id) == 0)
        #expect(try await code("retry", id) == 0)
        #expect(try await code("pause", id) == 0)
        #expect(try await code("pause", id) == 0)
        #expect(try await code("retry", id) == 1)
        #expect(try await code("stop", id) == 0)
        #expect(try await code("stop", id) == 0)
        #expect(try await code("pause", id) == 1)
        #expect(try await code("resume", id) == 1)
        #expect(try await code("retry", id) == 0)
        try await mary.work()
        #expect(try await code("stop", id) == 0)
        #expect(try await code("retry", id) == 1)
        #expect(try await code("pause", id) == 1)
    }

    @Test func `an administrator is not advised to do what only the owner may`() async throws {
        let mary = try await Stage.make()
        let boss = try await TestDatabase.makePerson("boss")
        let session = try await Session.connect(try TestDatabase.current)
        try await session.run(script: "grant chantier_admin to \(quoteIdentifier(boss))")
        await session.close()
        let id = try await mary.launch()
        let url = try #require(try await mary.sql("select url from tracker.my_execution").first?.first)
        let database = ["--database", try TestDatabase.text(user: boss)]
        let paused = try await Program.tracker.run(["pause", url] + database)
        #expect(paused.code == 4)
        #expect(paused.errors.contains("an administrator can only stop it: tracker stop \(id)"), "\(paused.errors)")
        let stopped = try await Program.tracker.runOnTerminal(["stop", url, "--yes"] + database, columns: 200)
        #expect(stopped.output.contains("tracker watch \(id)") || stopped.output.contains("tracker show \(id)"))
        #expect(!stopped.output.contains("retry"))
        let retried = try await Program.tracker.run(["retry", url] + database)
        #expect(retried.code == 4)
        #expect(retried.errors.contains("tell \(mary.person), or read it: tracker show \(id)"), "\(retried.errors)")
    }
}
