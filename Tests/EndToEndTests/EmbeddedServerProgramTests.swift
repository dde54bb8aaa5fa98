// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// The programs on their embedded server, made in a folder that is empty and closed to everybody else.
@Suite struct EmbeddedServerProgramTests {
    @Test func `the first command of a person makes the server, and just works for her`() async throws {
        let home = "/tmp/chantier-programs-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        #expect(mkdir(home, 0o700) == 0)
        let mary = ["CHANTIER_HOME": home, "PGUSER": "mary"]
        let list = try await Program.tracker.run(["list", "--json"], environment: mary)
        let doctor = try await Program.chantier.run(["doctor", "--json=check,state,message"], environment: mary)
        let people = try await Program.chantier.run(["user", "list"], environment: mary)
        #expect(try await Program.chantier.run(["database", "stop"], environment: mary).code == 0)
        #expect(try await Program(path: "/bin/rm").run(["-r", home]).code == 0)
        #expect((list.code, list.output) == (0, "[]\n"), "\(list.errors)")
        #expect(people.output.contains("mary\tuser\t\ttrue\tfalse"))
        // No worker runs; beside that nothing is wrong, though “tracker” knows no jobs.
        #expect(
            doctor.output.split(separator: "\n").filter { $0.contains(#""state":"problem""#) }.map { $0.prefix(40) }
                == [#"{"schema":1,"check":"workers","state":"p"#], "\(doctor.output)")
    }

    @Test func `from nothing to a stopped server, by commands alone`() async throws {
        let home = "/tmp/chantier-programs-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        #expect(mkdir(home, 0o700) == 0)
        let environment = ["CHANTIER_HOME": home]
        func chantier(_ arguments: String..., person: String? = nil) async throws -> Program.Outcome {
            try await Program.chantier.run(
                arguments, environment: environment.merging(person.map { ["PGUSER": $0] } ?? [:]) { $1 })
        }
        let outcome: Result<Void, any Error>
        do {
            #expect(try await chantier("database", "status").code == 2)
            let started = try await chantier("database", "start")
            #expect(started.code == 0)
            #expect(started.errors.contains("schemas brought up to date"))
            let url = try #require(try await chantier("database", "url").lines.first)
            #expect(url == "postgresql:///chantier?host=\(home)/socket&port=5432")

            // As the user of the operating system, who is the administrator; and as PGUSER, who is nobody special.
            let me = try await chantier("database", "status").lines.first { $0.hasPrefix("person:") }?.split(
                separator: " "
            ).last.map(String.init)
            let session = try await Session.connect(try ConnectionOptions(conninfo: "\(url)&user=\(try #require(me))"))
            #expect(
                try await session.query(
                    Statement("super", "select rolsuper from pg_roles where rolname = current_user")
                ).bool(0, 0))
            // A name alone makes nobody, once the server is made: it may be a slip.
            #expect(try await chantier("database", "start", person: "mary").code == 0)
            let refused = try await Program.tracker.run(
                ["list"], environment: environment.merging(["PGUSER": "mary"]) { $1 })
            #expect(refused.code == 4)
            #expect(refused.errors.contains("do:   check PGUSER; or add this person: chantier user add mary"))
            let launched = try await chantier("launch", "csv_currency_import", person: "mary")
            #expect(launched.code == 4, "\(launched.errors)")
            #expect(try await !chantier("user", "list").output.contains("mary"))
            #expect(try await chantier("user", "add", "mary").code == 0)
            let list = try await Program.tracker.run(
                ["list", "--json"], environment: environment.merging(["PGUSER": "mary"]) { $1 })
            #expect((list.code, list.output) == (0, "[]\n"))

            #expect(try await chantier("database", "migrate").output == "nothing to do: the schemas are up to date\n")
            // A connection is open, and the stop returns when the server is gone.
            #expect(try await chantier("database", "stop").code == 0)
            #expect(try await chantier("database", "status").code == 2)
            // A command starts it on demand; whoever reads its output is not kept waiting by the server.
            #expect(try await chantier("worker", "--until-idle", person: "mary").code == 0)
            #expect(try await chantier("database", "status").code == 0)
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        #expect(try await chantier("database", "stop").code == 0)
        #expect(try await Program(path: "/bin/rm").run(["-r", home]).code == 0)
        try outcome.get()
    }
}
