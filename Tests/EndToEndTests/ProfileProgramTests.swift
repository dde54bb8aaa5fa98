// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

/// `chantier profile`, and launches by a profile's code, as people type them.
@Suite(.ownDatabase) struct ProfileProgramTests {
    @Test func `a profile is saved, listed, changed, launched and deleted`() async throws {
        let mary = try await Stage.make()
        let julia = Stage(person: try await TestDatabase.makePerson("julia"))
        let made = try await mary.chantier(
            "profile", "create", "erp_money", "csv_currency_import", "--label", "ERP money", "--set", "delimiter=,",
            "--json")
        #expect(made.code == 0, "\(made.errors)")
        #expect(
            made.output.contains(#""code":"erp_money","job":"csv_currency_import","kind":"import","label":"ERP money""#)
        )
        #expect(
            made.output.contains(
                #""parameters":{"delimiter":","},"overlap":"queue","owner":"\#(mary.person)","may_change":true"#))
        let again = try await mary.chantier("profile", "create", "ERP_Money", "csv_currency_import")
        #expect(again.code == 1)
        #expect(
            again.errors.contains("there is a profile “ERP_Money” already")
                || again.errors.contains("there is a profile \"ERP_Money\" already"))

        #expect(
            try await julia.chantier("profile", "list").output
                == "erp_money\tcsv_currency_import\tERP money\tqueue\t\(mary.person)\t{\"delimiter\":\",\"}\n")
        #expect(try await julia.chantier("profile", "edit", "erp_money", "--label", "Mine").code == 4)
        #expect(try await julia.chantier("profile", "delete", "erp_money").code == 4)
        #expect(try await julia.chantier("profile", "show", "nope").code == 5)

        let edited = try await mary.chantier(
            "profile", "edit", "erp_money", "--unset", "delimiter", "--set", "encoding=utf-8", "--overlap", "skip",
            "--json")
        #expect(edited.output.contains(#""parameters":{"encoding":"utf-8"},"overlap":"skip""#), "\(edited.errors)")

        let launched = try await julia.chantier("launch", "--profile", "erp_money")
        #expect(launched.code == 0, "\(launched.errors)")
        let listed = try await julia.tracker("list", "--profile", "erp_money", "--json=profile,label")
        #expect(listed.output == #"[{"schema":1,"profile":"erp_money","label":"ERP money"}]"# + "\n")
        #expect(try await mary.tracker("list", "--profile", "erp_money", "--json").output == "[]\n")
        #expect(try await mary.tracker("list", "--profile", "other", "--json").output == "[]\n")

        #expect(try await mary.chantier("profile", "delete", "erp_money").code == 0)
        #expect(try await mary.chantier("launch", "--profile", "erp_money").code == 5)
        #expect(try await mary.chantier("launch", "erp_money").code == 64)
    }

    @Test(arguments: ["delimiter=x", "delimiter=1", "withHeader=yes", "nope=1", "encoding=ebcdic"])
    func `a refused value names its parameter, the same when saved and when launched`(setting: String) async throws {
        let mary = try await Stage.make()
        let name = String(setting.prefix { $0 != "=" })
        for words in [["launch", "csv_currency_import"], ["profile", "create", "money", "csv_currency_import"]] {
            for (language, allowed) in [
                ("en", "must be|unknown|no parameter"), ("fr", "doit être|inconnu|pas de paramètre"),
            ] {
                let outcome = try await Program.chantier.run(
                    words + ["--set", setting, "--lang", language] + mary.database)
                #expect(outcome.code == 64)
                #expect(outcome.errors.contains(name))
                #expect(allowed.split(separator: "|").contains { outcome.errors.contains($0) }, "\(outcome.errors)")
            }
        }
        #expect(try await mary.chantier("profile", "list", "--json").output == "[]\n")
    }

    @Test func `under skip ten launches at once are one, and each is told of it`() async throws {
        let mary = try await Stage.make()
        _ = try await mary.chantier("profile", "create", "money", "csv_currency_import", "--overlap", "skip")
        let outcomes = try await Self.launchAtOnce(10, mary)
        #expect(Set(outcomes.map(\.id)).count == 1)
        #expect(outcomes.filter(\.isNew).count == 1)
        let told = try await mary.chantier("launch", "money", "--json")
        #expect(told.output.contains(#""is_new":false"#))
        #expect(told.errors.contains("nothing was launched"))
        let julia = Stage(person: try await TestDatabase.makePerson("julia"))
        let refused = try await julia.chantier("launch", "money")
        #expect(refused.code == 1)
        #expect(refused.errors.contains("at work already"))
        #expect(!refused.errors.contains(mary.person))
    }

    @Test func `under queue ten launches at once run one after the other, all of them`() async throws {
        let mary = try await Stage.make()
        _ = try await mary.chantier("profile", "create", "money", "csv_currency_import")
        #expect(Set(try await Self.launchAtOnce(10, mary).map(\.id)).count == 10)
        let session = try await Session.connect(try TestDatabase.current)
        let turns = Statement(
            "turns", "select count(*) filter (where has_turn), count(*) filter (where not has_turn) from job.execution")
        let before = try await session.query(turns)
        #expect(try before.int64(0, 0) <= 1)
        let waits = try await session.query(
            Statement("waits", "select public_id::text from job.execution where not has_turn limit 1"))
        let id = try waits.text(0, 0)
        #expect(try await mary.chantier("why", id, "--json=reason").output.contains("profile_busy"))

        // They have no file: each fails, and the next one goes on all the same.
        for _ in 0..<40 {
            try await mary.work()
            let left = try await session.query(
                Statement("left", "select count(*) from job.execution where ended_at is null"))
            if try left.int64(0, 0) == 0 { break }
        }
        let after = try await session.query(
            Statement(
                "overlaps",
                """
                select count(*) filter (where e.ended_at is not null),
                       (select count(*) from job.execution a join job.execution b on a.id < b.id
                         where a.started_at < b.ended_at and b.started_at < a.ended_at),
                       (select count(*) from job.held)
                  from job.execution e
                """))
        #expect((try after.int64(0, 0), try after.int64(0, 1), try after.int64(0, 2)) == (10, 0, 0))
        await session.close()
    }

    private struct Launched: Sendable {
        var id: UUIDBytes
        var isNew: Bool
    }

    /// From sessions of their own, as near to one moment as can be.
    private static func launchAtOnce(_ count: Int, _ stage: Stage) async throws -> [Launched] {
        let options = try ConnectionOptions(conninfo: TestDatabase.text(user: stage.person))
        return try await withThrowingTaskGroup(of: Launched.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let session = try await Session.connect(options)
                    let rows = try await session.query(
                        Statement("launch", "select id, is_new from tracker.launch('money')"))
                    let launched = Launched(id: try rows.uuid(0, 0), isNew: try rows.bool(0, 1))
                    await session.close()
                    return launched
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
