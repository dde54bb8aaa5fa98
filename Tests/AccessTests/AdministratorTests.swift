// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// What an administrator who has the full URL can do, and what not, on real connections.
@Suite(.ownDatabase) struct AdministratorTests {
    @Test func `the URL opens one execution for one administrator for 15 minutes, and its owner sees that`()
        async throws
    {
        let scene = try await Scene.make()
        let look = """
            select label from tracker.execution; select count(*) from tracker.warning where execution_id = :number;
            select count(*) from job.piece; select count(*) from tracker.my_execution; select count(*) from tracker.opened_execution;
            """
        #expect(try await scene.psql(look, as: scene.boss).output == "0\n0\n0\n0\n")
        let opened = try await scene.psql("select tracker.open(:'url');" + look, as: scene.boss)
        #expect(opened.output == "\(scene.id)\nSECRETLABEL\n200\n1\n0\n1\n", "\(opened.errors)")
        // In sessions to come too, and in nobody else's.
        #expect(try await scene.psql(look, as: scene.boss).output == "SECRETLABEL\n200\n1\n0\n1\n")
        #expect(try await scene.psql(look, as: scene.chief).output == "0\n0\n0\n0\n")
        #expect(try await scene.psql(look, as: scene.julia).output == "0\n0\n0\n0\n")
        let seen = try await scene.psql(
            "select person, login, via from tracker.opened_by(:'id'); select count(*) from tracker.my_log where event = 'opened_by_url';",
            as: scene.mary)
        #expect(seen.output == "\(scene.boss)|\(scene.boss)|psql\n1\n")

        try await TestDatabase.advanceClock(by: .seconds(15 * 60 + 1))
        #expect(try await scene.psql(look, as: scene.boss).output == "0\n0\n0\n0\n")
        #expect(try await scene.psql("select tracker.stop(:'id');", as: scene.boss).errors.contains("P0002"))
    }

    @Test(arguments: [
        "begin; select tracker.open(:'url'); \(look) rollback; \(look)",
        "begin; savepoint s; select tracker.open(:'url'); \(look) rollback to s; \(look) commit; \(look)",
        "begin isolation level repeatable read; select tracker.open(:'url'); \(look) rollback; \(look)",
    ])
    func `what is rolled back has shown nothing and left no record`(script: String) async throws {
        let scene = try await Scene.make()
        let outcome = try await scene.psql(script, as: scene.boss)
        #expect(outcome.errors == "")
        #expect(Set(outcome.lines) == [scene.id, "0"])
        #expect(try await scene.psql("select * from tracker.opened_by(:'id');", as: scene.mary).output == "")
    }

    @Test(arguments: [
        "do $$ begin perform tracker.open(current_setting('x.url')); raise notice '%', (select string_agg(label, ',') from tracker.execution); end $$;",
        "with o as materialized (select tracker.open(:'url')) select label from o, tracker.execution;",
        "select tracker.open(:'url'), (select count(*) from job.warning);",
        "begin; select tracker.open(:'url'); select label from job.execution; select message from job.warning; commit;",
    ])
    func `nothing is shown before the record stands`(script: String) async throws {
        let scene = try await Scene.make()
        let outcome = try await scene.psql("select set_config('x.url', :'url', false);" + script, as: scene.boss)
        #expect(!(outcome.output + outcome.errors).contains("SECRET"), "\(outcome)")
        #expect(
            try await scene.psql("select person from tracker.opened_by(:'id');", as: scene.mary).output
                == "\(scene.boss)\n")
    }

    @Test func `the record is nobody's to change`() async throws {
        let scene = try await Scene.make()
        let outcome = try await scene.psql(
            """
            select tracker.open(:'url') = :'id'; update tracker.url_access set person = 'x'; delete from tracker.url_access;
            delete from job.event; set role chantier_admin; select tracker.open(:'url');
            """, as: scene.boss)
        #expect(outcome.output == "t\n")
        #expect(outcome.errors.split(separator: "\n").count { $0.contains("ERROR:  42501") } == 4, "\(outcome.errors)")
        #expect(
            try await scene.psql("select person from tracker.opened_by(:'id');", as: scene.mary).output
                == "\(scene.boss)\n")
    }

    @Test func `a stop by an administrator shows their name`() async throws {
        let scene = try await Scene.make()
        let outcome = try await scene.psql(
            "select tracker.open(:'url') = :'id'; select tracker.stop(:'id');", as: scene.boss)
        #expect(outcome.errors == "")
        let seen = try await scene.psql("select stopped_by, status from tracker.my_execution;", as: scene.mary)
        #expect(seen.output == "\(scene.boss)|stopped\n")
    }

    @Test func `to a user a foreign URL and a random one are the same to the last byte`() async throws {
        let scene = try await Scene.make()
        for form in ["", "https://pim.example/executions/"] {
            let foreign = try await scene.psql("select tracker.open('\(form)\(scene.id)');", as: scene.julia)
            let random = try await scene.psql(
                "select tracker.open('\(form)5b1d1c9e-9f39-4f7c-8d0e-27a2fd0a4b11');", as: scene.julia)
            #expect(foreign.errors.contains("P0002"))
            #expect(
                Scene.withoutFile(foreign.errors) == Scene.withoutFile(random.errors))
            #expect(foreign.output == random.output)
        }
    }

    private static let look =
        "select count(*) from tracker.execution; select count(*) from job.warning; select count(*) from tracker.opened_execution;"
}
