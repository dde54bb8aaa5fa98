// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Glibc
import Postgres
import TestKit
import Testing

/// `chantier user` and `chantier setting`, as an operator types them.
@Suite(.ownDatabase) struct UserCommandTests {
    /// Roles are the whole server's: each test has names of its own.
    private let name = "zoe " + String(UInt64.random(in: .min ... .max), radix: 36)

    @Test func `a person is added, launches, is removed, and the executions stay`() async throws {
        let added = try await chantier("user", "add", name)
        #expect(added.code == 0, "\(added.errors)")
        #expect(added.lines.first == "\(name) may launch jobs and follow their own executions.")
        #expect(added.lines.last?.hasPrefix("next: tracker list --database 'host=") == true)
        #expect(added.lines.last?.hasSuffix("user='\\''\(name)'\\'''") == true)
        let migrated = try await chantier("database", "migrate")
        #expect(migrated.code == 0)
        let listed = try await Program.tracker.run(["list", "--json", "--database", try TestDatabase.text(user: name)])
        #expect((listed.code, listed.output) == (0, "[]\n"))
        _ = try await TestDatabase.launchMissing(as: name)

        // Again: nothing changes.
        #expect(try await chantier("user", "add", name).lines.count == added.lines.count - 1)
        let removed = try await chantier("user", "remove", name)
        #expect(removed.code == 0)
        #expect(removed.lines.first == "\(name) may do nothing here any more; the role is gone.")
        let session = try await Session.connect(try TestDatabase.current)
        let counts = try await session.query(
            Statement(
                "stay",
                "select count(*), (select count(*) from pg_roles where rolname = $1) from job.execution where owner = $1"
            ),
            name)
        #expect((try counts.int64(0, 0), try counts.int64(0, 1)) == (1, 0))
        await session.close()
        #expect(try await chantier("user", "remove", name).code == 5)
        // The next of this name is told what comes with it.
        #expect(try await chantier("user", "add", name).output.contains("somebody of this name was here before"))
        #expect(try await chantier("user", "remove", name).code == 0)
    }

    @Test func `rights and groups are given, listed and taken`() async throws {
        let session = try await Session.connect(try TestDatabase.current)
        try await session.run(
            script:
                "insert into catalog.user_group (name, name_key) values ('Redactor', 'redactor'), ('Manager', 'manager')"
        )
        let unknown = try await chantier("user", "add", name, "--group", "Nobody")
        #expect(unknown.code == 64)
        #expect(
            unknown.errors.contains("why:  unknown group \"Nobody\".")
                && unknown.errors.contains("do:   Known: Manager, Redactor."))
        #expect(try await chantier("user", "remove", name).code == 5, "a refused addition makes no role")

        let added = try await chantier(
            "user", "add", name, "--admin", "--analyst", "--group", "redactor", "--group", "Manager", "--json")
        #expect(
            added.output == """
                {"schema":1,"name":"\(name)","rights":["user","admin","analyst"],"groups":["Manager","Redactor"],"may_log_in":true,"is_superuser":false}

                """)
        #expect(
            try await chantier("user", "list").lines.contains(
                "\(name)\tuser,admin,analyst\tManager,Redactor\ttrue\tfalse"))
        #expect(
            try await chantier("user", "remove", name, "--admin", "--group", "Manager").output
                == "\(name) now has: user, analyst; groups: Redactor\n")
        let roles = try await session.query(
            Statement(
                "roles",
                "select pg_has_role($1, 'chantier_admin', 'member'), pg_has_role($1, 'chantier_analyst', 'member')"),
            name)
        #expect((try roles.bool(0, 0), try roles.bool(0, 1)) == (false, true))
        #expect(try await chantier("user", "remove", name).code == 0)
        #expect(try await !chantier("user", "list").output.contains(name))
        await session.close()
    }

    @Test func `a password comes from a file or the standard input, and only its verifier is kept`() async throws {
        let file = "/tmp/\(String(UInt64.random(in: .min ... .max), radix: 36))-password"
        #expect(FileManager.default.createFile(atPath: file, contents: Data("sésame, open\nrest".utf8)))
        defer { unlink(file) }
        let added = try await chantier("user", "add", name, "--password-file", file)
        #expect(added.code == 0, "\(added.errors)")
        #expect(!(added.output + added.errors).contains("sésame"))
        let session = try await Session.connect(try TestDatabase.current)
        let kept = try await session.query(
            Statement("verifier", "select rolpassword from pg_authid where rolname = $1"), name
        ).text(0, 0)
        #expect(kept.hasPrefix("SCRAM-SHA-256$4096:"))
        await session.close()
        #expect(try await chantier("user", "add", name, "--password-file", "/no/such/file").code == 1)
        #expect(try await chantier("user", "remove", name).code == 0)
    }

    @Test func `only an operator may, and the names of roles are not names of people`() async throws {
        let mary = try await TestDatabase.makePerson()
        for arguments in [
            ["user", "add", name], ["user", "list"], ["user", "remove", mary],
            ["setting", "set", "base_url", "http://x"],
        ] {
            let refused = try await Program.chantier.run(arguments + ["--database", try TestDatabase.text(user: mary)])
            #expect(refused.code == 4, "\(arguments): \(refused.errors)")
            #expect(
                refused.errors.contains(
                    "do:   log in as a superuser, or as a role with CREATEROLE that owns the schemas."))
        }
        for wrong in ["chantier_worker", "chantier_admin", "pg_read_all_data", "", "public", "a\nb"] {
            #expect(try await chantier("user", "add", wrong).code == 64, "\(wrong)")
        }
        #expect(try await chantier("user", "add", "postgres; drop", "--only-analyst", "--admin").code == 64)
    }

    @Test func `a role that was there before is kept, and one that is needed too`() async throws {
        let mary = try await TestDatabase.makePerson()
        let kept = try await chantier("user", "remove", mary)
        #expect(
            kept.lines.first
                == "\(mary) may do nothing here any more; the role itself stays: it was not made by “chantier user add”."
        )
        let listed = try await Program.tracker.run(["list", "--database", try TestDatabase.text(user: mary)])
        #expect(listed.code == 4)

        #expect(try await chantier("user", "add", name).code == 0)
        let session = try await Session.connect(try TestDatabase.current)
        try await session.run(
            script: "create table public.own (); alter table public.own owner to \(quoteIdentifier(name))")
        let needed = try await chantier("user", "remove", name)
        #expect(needed.output.contains("the role itself stays: owner of table own"))
        try await session.run(script: "drop table public.own")
        await session.close()
        #expect(try await chantier("user", "add", name).code == 0)
        #expect(try await chantier("user", "remove", name).code == 0)
    }

    @Test func `two operators add the same person at once`() async throws {
        let name = name
        let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
            for _ in 1...4 { group.addTask { try await chantier("user", "add", name, "--admin") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0.code == 0 }, "\(outcomes.map(\.errors))")
        #expect(try await chantier("user", "remove", name).code == 0)
    }

    @Test func `a program that draws figures reads them and nothing else, and may not write`() async throws {
        #expect(try await chantier("user", "add", name, "--only-analyst").output.contains("may read the figures"))
        let session = try await Session.connect(try TestDatabase.current.options(user: name))
        _ = try await session.query(Statement("queue", "select * from tracker.queue_now"))
        await #expect(throws: PostgresError.self) {
            _ = try await session.query(Statement("mine", "select * from tracker.my_execution"))
        }
        let settings = try await session.query(
            Statement(
                "settings",
                "select current_setting('default_transaction_read_only'), current_setting('statement_timeout')"))
        #expect((try settings.text(0, 0), try settings.text(0, 1)) == ("on", "30s"))
        await session.close()
        #expect(try await chantier("user", "remove", name).code == 0)
    }

    @Test func `a setting is listed and changed, and a wrong value is refused`() async throws {
        #expect(
            try await chantier("setting", "set", "base_url", "https://pim.example/").output
                == "base_url = https://pim.example\n")
        #expect(try await chantier("setting", "list").lines.contains("base_url\thttps://pim.example"))
        let wrong = try await chantier("setting", "set", "base_url", "pim")
        #expect(wrong.code == 64)
        #expect(
            wrong.errors.contains("why:  \"pim\" is not an address of the web.")
                && wrong.errors.contains("do:   Such as https://pim.example."))
        #expect(try await chantier("setting", "set", "colour", "red").errors.contains("Known: base_url, "))
    }

    private func chantier(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.chantier.run(arguments + ["--database", try TestDatabase.text()])
    }
}
