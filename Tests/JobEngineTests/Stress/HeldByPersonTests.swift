// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// What a person's open transaction may hold, and for how long.
@Suite(.ownDatabase) struct HeldByPersonTests {
    private func person() async throws -> Session {
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.perform { db in try ProtocolWorker.registerJobs(on: db) }
        let name = try await TestDatabase.makePerson()
        return try await Session.connect(try TestDatabase.current.options(user: name), name: "person")
    }

    @Test func `a pause left uncommitted does not keep a task from ending`() async throws {
        let person = try await person()
        try await person.run(script: "select tracker.launch('plain')")
        let worker = try await ProtocolWorker.start("worker")
        let claim = try await worker.session.perform { db in try #require(try db.claim(worker.number, limit: 1).first) }
        try await person.begin()
        try await person.run(script: "select tracker.pause(e.public_id) from tracker.my_execution e")

        // The pause holds the step's row, which the end of the task needs; for ever, if nobody ends the session.
        try await worker.session.run(script: "set statement_timeout = '60s'")
        let open = try await worker.session.perform { db in try db.finish(claim) }
        #expect(open == 0)
        let refused = await #expect(throws: PostgresError.self) { try await person.commit() }
        #expect(refused?.isTransient == true)
        #expect(try await worker.session.value("select count(*) from job.request") == 0, "the pause never was")
    }

    @Test(arguments: [
        "begin; select tracker.pause(e.public_id) from tracker.my_execution e; set local idle_in_transaction_session_timeout = 0",
        "select tracker.pause(e.public_id), pg_sleep(3600) from tracker.my_execution e",
    ]) func `who keeps a worker waiting is ended, whatever their session has set off`(holding: String) async throws {
        let person = try await person()
        try await person.run(script: "select tracker.launch('plain')")
        let worker = try await ProtocolWorker.start("worker")
        let other = try await ProtocolWorker.start("other")
        let claim = try await worker.session.perform { db in try #require(try db.claim(worker.number, limit: 1).first) }
        let held = Task { try await person.run(script: holding) }
        let holds = """
            select count(*) from pg_stat_activity a
             where a.datname = current_database() and a.usename like 'mary%'
               and (a.state = 'idle in transaction' or a.wait_event = 'PgSleep')
            """
        // Only a superuser sees what another's session does.
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        #expect(try await admin.sees(holds))

        try await worker.session.run(script: "set statement_timeout = '60s'")
        let ending = Task { try await worker.session.perform { db in try db.finish(claim) } }
        let hasEnded = try await other.session.sees("select count(*) from job.outcome") {
            _ = try await other.session.value("select count(*) from job.rescue(\(other.number))")
        }
        #expect(hasEnded)
        #expect(try await ending.value == 0)
        await #expect(throws: PostgresError.self) {
            try await held.value
            try await person.commit()
        }
        #expect(try await other.session.value("select count(*) from job.request") == 0, "the pause never was")
    }

    @Test func `a shorter limit of the session's own stays`() async throws {
        let person = try await person()
        try await person.run(script: "set idle_in_transaction_session_timeout = '2s'; select tracker.launch('plain')")
        try await person.begin()
        try await person.run(script: "select tracker.pause(e.public_id) from tracker.my_execution e")
        try await person.run(
            script:
                "create temporary table seen as select current_setting('idle_in_transaction_session_timeout') = '2s' as yes"
        )
        try await person.commit()
        #expect(try await person.value("select count(*) from seen where yes") == 1)
    }

    @Test func `nothing is dropped between a retry and its commit`() async throws {
        let person = try await person()
        try await TestDatabase.advanceClock(by: .zero)
        try await person.run(
            script: "select tracker.launch('plain'); select tracker.stop(e.public_id) from tracker.my_execution e")
        let worker = try await ProtocolWorker.start("worker")
        let dropped = "select (job.upkeep(\(worker.number)) ->> 'dropped')::bigint"
        #expect(try await worker.session.value(dropped) == 0, "all is young")
        try await TestDatabase.advanceClock(by: .seconds(14 * 31 * 86_400))
        let admin = try await Session.connect(try TestDatabase.current, name: "admin")
        try await admin.run(script: "select job._make_partitions()")

        try await person.begin()
        try await person.run(script: "select tracker.retry(e.public_id) from tracker.my_execution e")
        #expect(try await worker.session.value(dropped) == 0, "a retry is being decided")
        try await person.commit()
        #expect(try await worker.session.value(dropped) == 0, "the execution is needed again")

        try await person.run(script: "select tracker.stop(e.public_id) from tracker.my_execution e")
        try await TestDatabase.advanceClock(by: .seconds(2 * 3_600))
        #expect(try await worker.session.value(dropped) > 0, "now it goes")
    }
}
